import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import type { Reach, Verdict } from '../../../src/schema/generated/plan.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

type Tree = string | { readonly and: Tree[] } | { readonly or: Tree[] } | { readonly not: Tree };

const views = (category: string): JsonObject => ({
  events: { shopperActivity: 'View', lookbackDays: 'Last30Days', categoryIds: [category] },
});
const remote = ['V', 'W', 'R', 'S'];

/** V and W stay. R and S are lists that are replaced, N is a new one; none is filled. */
function reachOf(before: Tree, after: Tree): Reach | undefined {
  const withIds = (tree: Tree): JsonObject => {
    if (typeof tree === 'string') return { audienceSegmentId: `${remote.indexOf(tree) + 1}` };
    if ('not' in tree) return { not: withIds(tree.not) };
    return 'and' in tree ? { and: tree.and.map(withIds) } : { or: tree.or.map(withIds) };
  };
  const phone = { contactList: { identifierType: 'PhoneNumber' } };
  const { value } = planChanges({
    project: aProject(),
    declarations: [
      aSegment('R', phone),
      aSegment('S', phone),
      aSegment('N'),
      // Also edited otherwise, so that equal trees are a change.
      anAudience('A', after as JsonObject | string, { description: 'edited' }),
    ],
    snapshot: aSnapshot(
      [
        aSegmentRow('1', 'V', views('1')),
        aSegmentRow('2', 'W', views('2')),
        aSegmentRow('3', 'R'),
        aSegmentRow('4', 'S'),
      ],
      [anAudienceRow('9', 'A', withIds(before))],
    ),
    version: '0',
  });
  return value?.changes.find(({ address }) => address === 'audience/A')?.reach;
}

describe('an audience and a list that the same plan replaces', () => {
  test.each<[string, Tree, Tree, Verdict, Verdict | undefined]>([
    ['begins to exclude it', 'V', { and: ['V', { not: 'R' }] }, 'narrower', 'same'],
    ['begins to include it', 'V', { or: ['V', 'R'] }, 'wider', 'same'],
    ['becomes it', 'V', 'R', 'empty', undefined],
    [
      'excludes it in place of another',
      { and: ['V', { not: 'W' }] },
      { and: ['V', { not: 'R' }] },
      'different',
      'wider',
    ],
    [
      'begins to exclude it and keeps another that is replaced',
      { and: ['V', { not: 'S' }] },
      { and: ['V', { not: 'S' }, { not: 'R' }] },
      'different',
      'wider',
    ],
    ['stops to exclude it', { and: ['V', { not: 'R' }] }, 'V', 'wider', undefined],
    ['stops to include it', { or: ['V', 'R'] }, 'V', 'narrower', undefined],
    [
      'includes it first, then excludes it',
      { and: ['V', 'R'] },
      { and: ['V', { not: 'R' }] },
      'different',
      'wider',
    ],
    [
      'excludes it first, then includes it',
      { and: ['V', { not: 'R' }] },
      { or: ['V', 'R'] },
      'wider',
      'wider',
    ],
    [
      'keeps to exclude it',
      { and: ['V', { not: 'R' }] },
      { and: ['V', { not: 'R' }] },
      'wider',
      undefined,
    ],
    ['keeps to include it', { or: ['V', 'R'] }, { or: ['V', 'R'] }, 'narrower', undefined],
    [
      'excludes one for the other',
      { and: ['V', { not: 'R' }] },
      { and: ['V', { not: 'S' }] },
      'different',
      'wider',
    ],
  ])('%s', (_, before, after, verdict, until) => {
    const reach = reachOf(before, after);
    expect([reach?.verdict, reach?.untilUpload?.verdict]).toEqual([
      verdict,
      until === verdict ? undefined : until,
    ]);
  });

  test('whom it meant before it was replaced stays so', () => {
    const reach = reachOf({ and: ['V', { not: 'R' }] }, { and: ['V', { not: 'W' }] });
    expect(reach).toMatchObject({
      verdict: 'different',
      enter: 'in "V" and "R" as it was, not in "W"',
      leave: 'in "V" and "W", not in "R" as it was',
    });
  });
});

test('what is meant does not say that a list is empty', () => {
  const reach = reachOf({ and: ['V', { not: 'R' }] }, { and: ['W', { not: 'R' }] });
  expect(reach?.enter).toMatch('no longer in "R"');
  expect(`${reach?.enter} ${reach?.leave}`).not.toMatch('until');
});

/** Where a person is: V and W at both moments, lists before and once they are uploaded. */
interface Person {
  readonly before: Readonly<Record<string, boolean>>;
  readonly uploaded: Readonly<Record<string, boolean>>;
}

const lists = ['R', 'S', 'N'];
const bits = (count: number) =>
  Array.from({ length: 2 ** count }, (_, n) =>
    Array.from({ length: count }, (__, bit) => (n >> bit) % 2 === 1),
  );
const people: readonly Person[] = bits(7).map(
  ([V = false, W = false, R = false, S = false, r = false, s = false, N = false]) => ({
    before: { V, W, R, S },
    uploaded: { V, W, R: r, S: s, N },
  }),
);
const untilThen = ({ uploaded }: Person) => ({ ...uploaded, R: false, S: false, N: false });

function isIn(tree: Tree, person: Readonly<Record<string, boolean>>): boolean {
  if (typeof tree === 'string') return person[tree] ?? false;
  if ('not' in tree) return !isIn(tree.not, person);
  return 'and' in tree
    ? tree.and.every((each) => isIn(each, person))
    : tree.or.some((each) => isIn(each, person));
}

const namesIn = (tree: Tree): readonly string[] => {
  if (typeof tree === 'string') return [tree];
  if ('not' in tree) return namesIn(tree.not);
  return ('and' in tree ? tree.and : tree.or).flatMap(namesIn);
};

/** A sentence read as people read it. */
function isMeant(sentence: string, { before, uploaded }: Person): boolean {
  return sentence.split('; or ').some((alternative) => {
    let lead = '';
    const words = alternative.matchAll(
      /(?:\b(newly in|no longer in|not in|in) )?"(\w)"( as it was| as changed)?/gu,
    );
    return [...words].every(([, newLead, name = '', moment]) => {
      lead = newLead ?? lead;
      const [was, is] = [before[name] ?? false, uploaded[name] ?? false];
      if (lead === 'newly in') return !was && is;
      if (lead === 'no longer in') return was && !is;
      const wanted = lead === 'in';
      if (moment === ' as it was') return was === wanted;
      if (moment === ' as changed' || name === 'N') return is === wanted;
      return was === wanted && is === wanted;
    });
  });
}

const treeOver = (names: readonly string[]): fc.Arbitrary<Tree> =>
  fc.letrec<{ tree: Tree; leaf: Tree }>((tie) => ({
    leaf: fc.constantFrom(...names),
    tree: fc.oneof(
      { maxDepth: 2 },
      tie('leaf'),
      fc.record({ not: tie('leaf') }),
      fc.record({ and: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }) }),
    ),
  })).tree;

const enters = (verdict: Verdict) => verdict === 'wider' || verdict === 'different';
const leaves = (verdict: Verdict) =>
  !enters(verdict) ? verdict !== 'same' : verdict === 'different';

test('no verdict and no sentence is contradicted by people, neither until the upload nor after it', () => {
  const seen = { until: 0, kept: 0, sentences: 0 };
  fc.assert(
    fc.property(treeOver(remote), treeOver([...remote, 'N']), (before, after) => {
      const reach = reachOf(before, after);
      const kept = lists.filter(
        (list) => namesIn(before).includes(list) && namesIn(after).includes(list),
      );
      // An edit that no audience can have is refused elsewhere.
      if (!reach) return;
      const { verdict, untilUpload, enter, leave } = reach;
      if (verdict === 'unknown') {
        expect(kept).not.toEqual([]);
        return;
      }
      const was = (person: Person) => isIn(before, person.before);
      const today = (person: Person) => isIn(after, untilThen(person));
      const later = (person: Person) => isIn(after, person.uploaded);
      const comesBack = ({ before: past, uploaded }: Person) =>
        kept.every((list) => past[list] === uploaded[list]);
      const some = (enter_: boolean, then: (person: Person) => boolean, among = people) =>
        among.some((person) =>
          enter_ ? !was(person) && then(person) : was(person) && !then(person),
        );

      // Until the upload.
      const now = untilUpload?.verdict ?? verdict;
      if (now === 'empty') expect(people.some(today)).toBe(false);
      if (untilUpload) {
        seen.until += 1;
        if (now !== 'empty')
          expect([enters(now), leaves(now)]).toEqual([some(true, today), some(false, today)]);
      }
      if (!enters(verdict)) expect(some(true, today)).toBe(false);
      if (!leaves(verdict)) expect(some(false, today)).toBe(false);
      // After it, with the people whom kept lists had.
      if (verdict !== 'empty') {
        const back = people.filter(comesBack);
        if (!enters(verdict)) expect(some(true, later, back)).toBe(false);
        if (!leaves(verdict)) expect(some(false, later, back)).toBe(false);
      }
      // What is said of someone happens, and until the upload only if that is said.
      seen.kept += kept.length;
      const among = people.filter(({ uploaded }) => kept.every((list) => !uploaded[list]));
      for (const [sentence, happens] of [
        [enter, (person: Person) => !was(person) && later(person)],
        [leave, (person: Person) => was(person) && !later(person)],
      ] as const) {
        if (sentence === null || sentence.startsWith('everyone') || sentence.includes('further'))
          continue;
        seen.sentences += 1;
        for (const person of among) {
          const told = isMeant(sentence, person);
          if (told !== happens(person)) {
            throw new Error(`${JSON.stringify([before, after, reach, person])}`);
          }
        }
      }
    }),
    { numRuns: 600 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});
