import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../../src/model/declaration.ts';
import { validate } from '../../../src/reconciler/check.ts';
import { load } from '../../../src/reconciler/load.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import { projectFile } from '../../support/a-folder.ts';
import { anAudience, aProject, aSegment, aSnapshot } from '../../support/a-world.ts';

const half = '\ud83d';
const codesOf = (...declarations: readonly Declaration[]) =>
  validate({ project: aProject(), declarations })
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

describe('half of a character', () => {
  test.each<[string, Declaration]>([
    ['in a name', aSegment(`Shoes ${half}`)],
    ['in a name, the other half', aSegment('\udc5f Shoes')],
    ['in a name, the halves the wrong way round', aSegment('\udc5f\ud83d')],
    ['in a description', aSegment('A', { description: half })],
    ['in a former name', { ...aSegment('A'), renamedFrom: [`B${half}`] }],
    ['in a reference', anAudience('X', { or: ['A', `B${half}`] })],
    [
      'in the name of a list',
      aSegment('A', { contactList: { identifierType: 'Email', [half]: 1 } }),
    ],
  ])('%s is an error', (_, declaration) => {
    expect(codesOf(aSegment('Other'), declaration)).toContain('text-not-unicode');
  });

  test('is named with its place, and nothing is planned', () => {
    const manifest =
      'defaults: { retailerId: "1234" }\nsegments:\n  - name: "x\\ud800"\n    contactList: { identifierType: Email }\n';
    const { value } = load({ file: 'audiencectl.yaml', text: projectFile }, [
      { file: 'm.yaml', text: manifest },
    ]);
    if (value === null) throw new Error('nothing was loaded');
    const made = plan(value, aSnapshot([]));
    expect(made.value).toBeNull();
    expect(made.diagnostics).toMatchObject([
      { code: 'text-not-unicode', source: { file: 'm.yaml', line: 3, column: 11 } },
    ]);
  });

  test('is none in a whole one', () => {
    expect(codesOf(aSegment('Shoes 👟', { description: '👩‍👩‍👧 𝒳' }))).toEqual([]);
  });
});
