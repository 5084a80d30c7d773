import { expect, test } from '@jest/globals';
import { describePull } from '../../../src/report/pull/describe-pull.ts';
import { aProject } from '../../support/a-world.ts';
import { aLeft, aPull, aTaking } from './a-pull.ts';

const project = aProject({ name: 'acme-fr' });
const people = { verdict: 'wider', enter: 'in "A"', leave: null, via: [] } as const;
const lines = ['enter: in "A"; nobody leaves'];

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
    takings: [
      {
        ...taking,
        changes: [expect.objectContaining({ label: 'name', isConflict: false })],
        people: { verdict: 'wider', enter: 'in "A"', leave: null, lines },
      },
    ],
    left: [{ ...aLeft('segment/B'), label: 'description' }],
    people: [{ address: 'segment/New', ...people, lines }],
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

test('what is taken has the words and lines that the text of the command has', () => {
  const both = { and: ['Shoes', { not: 'Customers' }] };
  const taking = aTaking('audience/A', [
    ['algebra', both, { and: [...both.and, { not: 'Complaints | all' }] }],
    ['events.lookbackDays', 'Last30Days', 'Last60Days'],
    ['categories', ['12'], ['12', '77']],
  ]);
  expect(describePull(aPull({ takings: [taking] }), project, '')).toHaveProperty(
    'takings.0.changes',
    [
      {
        ...{ label: 'look-back', isConflict: false, value: '30 days -> 60 days' },
        lines: ['- 30 days', '+ 60 days'],
      },
      {
        ...{ label: 'categories', isConflict: false, value: null },
        lines: ['+ 77', '  stays: 12'],
      },
      {
        ...{ label: 'algebra', isConflict: false, value: null },
        lines: ['  all of', '    Shoes', '    not Customers', '+   not Complaints | all'],
      },
    ],
  );
});

test('what is left has its values in the words of the text', () => {
  const left = aLeft('segment/B', {
    path: 'events.lookbackDays',
    from: 'Last30Days',
    to: 'Last45Days',
  });
  expect(describePull(aPull({ left: [left] }), project, '')).toMatchObject({
    left: [
      {
        label: 'look-back',
        changes: [{ label: 'look-back', value: '30 days -> 45 days', isConflict: false }],
      },
    ],
  });
});
