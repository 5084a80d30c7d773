import { expect, test } from '@jest/globals';
import { load } from '../../src/reconciler/load.ts';

const project = (brand: string) => ({
  file: 'audiencectl.yaml',
  text: `version: 1
name: a
platform: retail-media
accountId: "1"
vars:
  brand: "${brand}"
  days: Last30Days
`,
});
const manifest = {
  file: '../shared/a.yaml',
  text: `segments:
  - name: A
    retailerId: "1"
    events: { shopperActivity: View, lookbackDays: "\${var.days}", brandIds: ["\${var.brand}", "12"] }
  - name: B
    retailerId: x12
    events:
      shopperActivity: View
      lookbackDays: Last30Days
      brandIds:
        - \${var.brand}
  - name: C
    retailerId: "1"
    events: { shopperActivity: View, lookbackDays: Last30Days, brandIds: ["\${var.brnd}"] }
`,
};

test('a value that a variable gives leads to the variable, and no other does', () => {
  const { diagnostics } = load(project('x12'), [manifest]);
  const told = diagnostics.map(({ code, source, related = [] }) => [
    ...[code, source?.line],
    ...related.map((each) => `${each.label} ${each.source.file}:${each.source.line}`),
  ]);
  const set = 'the variable "brand" is set here audiencectl.yaml:6';
  expect(told).toEqual(
    expect.arrayContaining([
      ['non-parsable-id', 4, set],
      ['non-parsable-id', 6],
      ['non-parsable-id', 11, set],
    ]),
  );
  const [misspelt] = told.filter(([code]) => code === 'unknown-variable');
  expect(JSON.stringify(misspelt)).not.toContain('the variable');
});
