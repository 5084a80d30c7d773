import { expect, test } from '@jest/globals';
import { describePull } from '../../../src/report/pull/describe-pull.ts';
import { aProject } from '../../support/a-world.ts';
import { aLeft, aPull, aTaking } from './a-pull.ts';

const project = aProject({ name: 'acme-fr' });
const people = { verdict: 'wider', enter: 'in "A"', leave: null, via: [] } as const;

test('the document has each taking with its people, and each file with what became of it', () => {
  const taking = aTaking('segment/Old', [['name', 'Old', 'New']]);
  const result = aPull({
    takings: [taking],
    left: [aLeft('segment/B')],
    // After a rename, people are those of the new name.
    people: [{ address: 'segment/New', ...people }],
    files: [
      { file: 'a.yaml', before: 'x', after: 'y' },
      { file: 'b.yaml', before: null, after: 'y' },
    ],
  });
  expect(describePull(result, project, 'a diff')).toEqual({
    project: expect.objectContaining({ name: 'acme-fr', accountId: project.scopeId }),
    takings: [{ ...taking, people: { verdict: 'wider', enter: 'in "A"', leave: null } }],
    left: [aLeft('segment/B')],
    people: [{ address: 'segment/New', ...people }],
    files: [
      { file: 'a.yaml', change: 'edited' },
      { file: 'b.yaml', change: 'added' },
    ],
    diff: 'a diff',
  });
});

test("people of twins are nobody's in particular", () => {
  const twins = ['1', '2'].map((id) => aTaking('segment/A', [['description', id, 'x']]));
  const result = aPull({ takings: twins, people: [{ address: 'segment/A', ...people }] });
  expect(describePull(result, project, '')).toMatchObject({ takings: twins });
  expect(describePull(result, project, '')).not.toHaveProperty('takings.0.people');
});
