/** A file that is no project file at all has one finding that says what it is. */
import { expect, test } from '@jest/globals';
import { readProject } from '../../src/project/read-project.ts';
import { renderPlan } from '../../src/report/plan/render-plan.ts';
import { mixedPlan } from '../report/sample-plans.ts';

const manifest =
  'segments:\n  - { name: A, retailerId: "1", contactList: { identifierType: Email } }\n';
const snapshot = JSON.stringify({
  ...{ formatVersion: 1, platform: 'retail-media', accountId: '1' },
  ...{ segments: [], audiences: [] },
});

test.each([
  ['a saved plan', renderPlan(mixedPlan, { format: 'json' }), 2],
  ['a manifest', manifest, 1],
  ['a manifest', `defaults: { retailerId: "1" }\n${manifest}`, 2],
  ['a manifest', `# Lists.\n${manifest}audiences: []\n`, 2],
  ['a snapshot', snapshot, 1],
])('%s', (what, text, line) => {
  const { value, diagnostics } = readProject({ file: 'a.yaml', text });
  expect(value).toBeNull();
  expect(diagnostics).toEqual([
    {
      ...{ severity: 'error', code: 'unknown-key' },
      message: `this is ${what}, not a project file`,
      source: expect.objectContaining({ file: 'a.yaml', line }),
      hint: expect.stringMatching(/\.$/u),
    },
  ]);
});

test.each([
  `version: 1\n${manifest}`,
  `platform: retail-media\n${manifest}`,
  'segments: x\n',
  '{}\n',
])('a project file with mistakes is one: %j', (text) => {
  const { diagnostics } = readProject({ file: 'a.yaml', text });
  expect(diagnostics.map(({ message }) => message).join()).not.toContain('not a project file');
});
