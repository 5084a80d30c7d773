/** Rules of a platform that has no audiences are schemas of its segments. */
import { describe, expect, test } from '@jest/globals';
import { validate } from '../../../src/reconciler/check.ts';
import { load } from '../../../src/reconciler/load.ts';

const start = 'version: 1\nplatform: commerce-grid\ndataProviderId: "1"\n';
const manifest = `segments:
  - { name: Owned, contactList: {}, meta: { owner: Ana } }
  - { name: Lost, contactList: {} }
`;

function linesOf(project: string, rules: string): readonly string[] {
  const { value, diagnostics } = load(
    { file: 'audiencectl.yaml', text: start + project },
    [
      { file: 'a.yaml', text: manifest },
      ...(rules === '' ? [] : [{ file: 'rules.yaml', text: rules }]),
    ],
    project.includes('environments') ? { environment: 'prod' } : {},
  );
  const found = [...diagnostics, ...(value === null ? [] : validate(value))];
  return found.map(
    ({ source, code, message, hint }) =>
      `${source?.file}:${source?.line}:${source?.column} ${code} ${message} | ${hint}`,
  );
}

const owner =
  '{ name: R, schema: { required: [meta], properties: { meta: { required: [owner] } } } }';

describe('Commerce Grid', () => {
  test.each([
    ['in a manifest', '', `rules:\n  - ${owner}\n`],
    ['in the project file', `rules:\n  - ${owner}\n`, ''],
    ['in an environment', `environments:\n  prod: { rules: [${owner}] }\n`, ''],
  ])('a schema is over all segments: %s', (_, project, rules) => {
    const found = linesOf(project, rules);
    expect(found).toEqual([expect.stringMatching(/^a\.yaml:3:7 rule-broken "Lost" is not/u)]);
  });

  const none = 'Remove it. Commerce Grid has no audiences.';
  test.each([
    ['rules:\n  - { name: R, excludes: Owned }\n', ['excludes'], true],
    ['rules:\n  - { name: R, within: Owned, audiences: "*" }\n', ['within', 'audiences'], true],
    ['rules:\n  - { name: R, disjoint: [A, B], schema: true }\n', ['disjoint'], false],
    ['people:\n  - { name: P, in: Owned, reachedBy: A }\n', ['people'], false],
  ])('%j is refused, once', (text, keys, lacksSchema) => {
    for (const [project, rules] of [
      ['', text],
      [text, ''],
      [`environments:\n  prod:\n    ${text.replaceAll('\n', '\n    ')}\n`, ''],
    ] as const) {
      const found = linesOf(project, rules);
      const unknown = found.filter((line) => line.includes(' unknown-key '));
      expect(unknown.map((line) => /"(.*)" is not/u.exec(line)?.[1]).sort()).toEqual(
        keys.toSorted(),
      );
      for (const line of unknown) expect(line).toContain(none);
      const others = found.filter((line) => !unknown.includes(line));
      const isOfManifest = rules !== '';
      expect(others.map((line) => line.split(' ')[1])).toEqual(
        lacksSchema && isOfManifest ? ['missing-key'] : [],
      );
    }
  });

  test('no hint names what there is not', () => {
    const [found] = linesOf('', 'rules:\n  - { name: R, shema: true, exclude: B }\n');
    expect(found).not.toMatch(/excludes|audiences|within/u);
  });
});
