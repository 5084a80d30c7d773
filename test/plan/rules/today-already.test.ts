/** What plans say of rules that are broken today already: mended in part, left alone, or broken for more. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Verdict } from '../../../src/algebra/verdict.ts';
import { findNewcomer } from '../../../src/plan/rules/find-newcomer.ts';
import { everyPerson, holds, trees } from '../../algebra/brute-force.ts';
import { anAudienceRow, aSegmentRow } from '../../support/a-world.ts';
import { planTexts } from './a-ruled-plan.ts';

const id = (audienceSegmentId: string) => ({ audienceSegmentId });
const viewed = (days: number) => ({
  events: { shopperActivity: 'View', lookbackDays: `Last${days}Days`, categoryIds: ['1'] },
});
const segments = [
  aSegmentRow('1', 'Viewers', viewed(30)),
  aSegmentRow('2', 'Buyers'),
  aSegmentRow('3', 'Out'),
];
const views = (days: number) =>
  `segments:\n  - { name: Viewers, events: { shopperActivity: View, lookbackDays: Last${days}Days, categoryIds: ["1"] } }\n`;
const a = (algebra: string) => `audiences:\n  - { name: A, algebra: ${algebra} }\n`;
const leaking = { or: [id('1'), id('2')] };
const excludesOut = 'rules:\n  - { name: R, excludes: Out }\n';

test('a breach that is mended in part is not said to be as it was', () => {
  const found = planTexts({
    ...{ segments, rules: excludesOut, audiences: [anAudienceRow('10', 'A', leaking)] },
    manifest: a('{ or: [{ and: [Viewers, { not: Out }] }, Buyers] }'),
  });
  expect(found).toMatchObject({ codes: [], told: [] });
  expect(found.warned).toEqual([
    'the rule "R" is broken today by "A", and still is after this plan, for example a person in "Out" and "Buyers", in no other segment named here',
  ]);
});

test.each([
  ['a change', '  - { name: B1, algebra: { and: [Buyers, { not: Viewers }] } }\n'],
  ['a deletion', '  - { name: B1, state: absent }\n'],
])('one overlap of two that is mended by %s changes the breach of both', (_, mended) => {
  const found = planTexts({
    segments,
    rules: 'rules:\n  - { name: R, disjoint: [A, "B*"] }\n',
    manifest: `${a('Viewers')}${mended}`,
    audiences: [
      anAudienceRow('10', 'A', id('1')),
      anAudienceRow('11', 'B1', id('2')),
      anAudienceRow('12', 'B2', id('2')),
    ],
  });
  expect(found.warned).toEqual([
    'the rule "R" is broken today by "A", and still is after this plan, for example a person in "Viewers" and "Buyers", whom "A" and "B2" both reach',
  ]);
});

test('several audiences are one finding, with the audience of the example', () => {
  const found = planTexts({
    ...{ segments, rules: excludesOut, manifest: a('Viewers') },
    audiences: ['A', 'B', 'C'].map((name, at) => anAudienceRow(`1${at}`, name, id('1'))),
  });
  expect(found.warned).toEqual([
    'the rule "R" is broken today by "A", "B" and "C", and this plan does not change that, for example a person in "Viewers" and "Out", of "A"',
  ]);
  expect(found.advice).toEqual(['Change the audiences, or add their names to except of the rule.']);
});

test('a breach that grows is said to be one today already, with one of the new people', () => {
  const given = { segments, audiences: [anAudienceRow('10', 'A', leaking)] };
  const manifest = `${views(60)}${a('{ or: [Viewers, Buyers] }')}`;
  const found = planTexts({ ...given, rules: excludesOut, manifest });
  expect(found.refused).toEqual([
    'audience/A: it may reach people in "Out", today already and after this plan for more people, for example a person in "Viewers" and "Out", in no other segment named here, and today not in "Viewers" (rule "R", rules.yaml:2:7)',
  ]);
  expect(found.told).toEqual([
    'the rule "R" is broken today by "A", and after this plan for more people: this plan is refused',
  ]);
});

test('a warning is said to be one, with what to do', () => {
  const rules = 'rules:\n  - { name: R, excludes: Out, level: warning }\n';
  const found = planTexts({ segments, rules, manifest: a('Viewers') });
  expect(found).toMatchObject({ codes: [] });
  expect(found.told).toEqual([
    'the rule "R" is broken by "A": it may reach people in "Out", for example a person in "Viewers" and "Out". This is a warning, and stops nothing. Exclude "Out" from the whole audience: and: [Viewers, { not: Out }].',
  ]);
});

test('a schema that refuses a plan is told among the first, too', () => {
  const rules = 'rules:\n  - { name: R, schema: { required: [description] } }\n';
  const found = planTexts({ segments, rules, manifest: a('Viewers') });
  expect(found.codes).toEqual(['audience/A rule-broken']);
  expect(found.told).toEqual(['the rule "R" is broken by "A": this plan is refused']);
});

test('an audience in two groups is no audience to change, but a glob', () => {
  const rules = 'rules:\n  - { name: R, disjoint: [A, "*"] }\n';
  expect(planTexts({ segments, rules, manifest: a('Viewers') }).fixes).toEqual([
    'Correct the globs of disjoint, so that only one of them matches the audience, or add its name to except of the rule.',
  ]);
});

test.each([
  ['out', 'Write "Out": upper and lower case and blanks count.'],
  ['Buyerss', 'Did you mean "Buyers"?'],
  ['Nothing of the kind', 'Correct the name, or declare it.'],
])('a name that leads nowhere, %s, is corrected in the rule', (name, hint) => {
  const rules = `rules:\n  - { name: R, excludes: ${name} }\n`;
  expect(planTexts({ segments, rules, manifest: a('Viewers') }).hints).toEqual([hint]);
});

test('a newcomer is in the tree after the plan, and not today', () => {
  const keys = ['a', 'b', 'c'];
  const verdict = fc.constantFrom<Verdict>('same', 'wider', 'narrower', 'different', 'unknown');
  fc.assert(
    fc.property(
      trees('abc'),
      trees('abc'),
      fc.record({ a: verdict, b: verdict, c: verdict }),
      (before, after, of) => {
        const verdicts = new Map<string, Verdict>(Object.entries(of));
        const all = everyPerson(keys).flatMap((is) =>
          everyPerson(keys)
            .filter((was) =>
              keys.every((key) => canMove(verdicts.get(key), was.has(key), is.has(key))),
            )
            .filter((was) => holds(after, is) && !holds(before, was))
            .map((was) => ({ was, is })),
        );
        const found = findNewcomer(before, after, { verdicts, relate: () => null });
        expect(found === null).toBe(all.length === 0);
        if (found === null) return;
        const { person, today } = found;
        const fits = all.filter(
          ({ was, is }) =>
            person.in.every((key) => is.has(key)) &&
            !person.notIn.some((key) => is.has(key)) &&
            today.in.every((key) => was.has(key)) &&
            !today.notIn.some((key) => was.has(key)),
        );
        expect(fits.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 200 },
  );
});

function canMove(verdict: Verdict | undefined, was: boolean, is: boolean): boolean {
  if (verdict === 'same') return was === is;
  if (verdict === 'wider') return is || !was;
  return verdict === 'narrower' ? was || !is : true;
}
