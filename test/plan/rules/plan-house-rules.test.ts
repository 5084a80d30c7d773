/** Rules in plans, against people who are looked at one by one. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { HouseRules, RuleDemand } from '../../../src/model/house-rule.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';
import { aPerson, aRule } from '../../support/house-rules.ts';

/** Someone, by the day of the last view and the lists that have them. */
interface Human {
  readonly viewed: number;
  readonly lists: readonly string[];
}

const lists = ['List A', 'List B'];
const names = ['Viewers', 'Viewers 30', ...lists];
const ids: Readonly<Record<string, string>> = {
  Viewers: '1',
  'Viewers 30': '2',
  'List A': '3',
  'List B': '4',
};

const everyone: readonly Human[] = [1, 10, 45, 200].flatMap((viewed) =>
  [[], ['List A'], ['List B'], lists].map((of) => ({ viewed, lists: of })),
);

function isIn(name: string, { viewed, lists: of }: Human, days: number): boolean {
  if (name === 'Viewers') return viewed <= days;
  return name === 'Viewers 30' ? viewed <= 30 : of.includes(name);
}

type Tree = string | { and: Tree[] } | { or: Tree[] } | { not: Tree };

function holds(tree: Tree, human: Human, days: number): boolean {
  if (typeof tree === 'string') return isIn(tree, human, days);
  if ('not' in tree) return !holds(tree.not, human, days);
  return 'and' in tree
    ? tree.and.every((each) => holds(each, human, days))
    : tree.or.some((each) => holds(each, human, days));
}

function onTheWire(tree: Tree): JsonObject {
  if (typeof tree === 'string') return { audienceSegmentId: ids[tree] ?? '' };
  if ('not' in tree) return { not: onTheWire(tree.not) };
  return 'and' in tree ? { and: tree.and.map(onTheWire) } : { or: tree.or.map(onTheWire) };
}

const view = (days: number) => ({
  events: { shopperActivity: 'View', lookbackDays: `Last${days}Days`, categoryIds: ['1'] },
});

const { tree } = fc.letrec<{ tree: Tree; leaf: Tree }>((tie) => ({
  leaf: fc.constantFrom(...names),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.record({ and: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
}));

interface World {
  /** Each audience today and in git, by its name; null where it is not. */
  readonly audiences: Readonly<
    Record<string, { readonly is: Tree | null; readonly will: Tree | null }>
  >;
  /** The look-back of Viewers in git; it is 7 days today. */
  readonly days: number;
}

const audience = fc.record({
  is: fc.option(tree, { nil: null }),
  will: fc.option(tree, { nil: null }),
});
const world: fc.Arbitrary<World> = fc.record({
  audiences: fc.record({ 'New 1': audience, 'New 2': audience, 'Loyal 1': audience }),
  days: fc.constantFrom(7, 30, 60),
});

function planOf({ audiences, days }: World, houseRules: HouseRules) {
  const all = Object.entries(audiences);
  const { value, diagnostics } = planChanges({
    project: aProject(),
    declarations: [
      aSegment('Viewers', view(days)),
      ...all.flatMap(([name, { will }]) => (will ? [anAudience(name, asManifest(will))] : [])),
    ],
    snapshot: aSnapshot(
      [
        aSegmentRow('1', 'Viewers', view(7)),
        aSegmentRow('2', 'Viewers 30', view(30)),
        ...lists.map((name) => aSegmentRow(ids[name] ?? '', name)),
      ],
      all.flatMap(([name, { is }], index) =>
        is ? [anAudienceRow(`${index + 10}`, name, onTheWire(is))] : [],
      ),
    ),
    houseRules,
    version: '0',
  });
  if (value === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value;
}

function asManifest(algebra: Tree): JsonObject | string {
  return algebra;
}

/** Who is in an audience, today and after the plan; null where there is no audience. */
function sides({ audiences, days }: World, name: string) {
  const { is = null, will = null } = audiences[name] ?? {};
  const after = will ?? is;
  return {
    today: is === null ? null : (human: Human) => holds(is, human, 7),
    after: after === null ? null : (human: Human) => holds(after, human, days),
  };
}

/** The audiences that a plan must not make worse, for each pair that a rule is about. */
function judge(
  offends: (human: Human, days: number) => boolean,
  { days }: World,
  ...all: readonly ReturnType<typeof sides>[]
) {
  const isAfter = all.every(({ after }) => after !== null);
  const isToday = all.every(({ today }) => today !== null);
  const after = everyone.filter(
    (human) => isAfter && all.every((each) => each.after?.(human)) && offends(human, days),
  );
  const today = everyone.filter(
    (human) => isToday && all.every((each) => each.today?.(human)) && offends(human, 7),
  );
  return {
    isWorse: after.some((human) => !today.includes(human)),
    isLeft: after.length > 0 && after.every((human) => today.includes(human)),
    isMended: isAfter && after.length === 0 && today.length > 0,
  };
}

function expectJudged(
  given: World,
  demand: RuleDemand,
  judged: ReadonlyMap<string, readonly ReturnType<typeof judge>[]>,
  other?: string,
) {
  const plan = planOf(given, { rules: [aRule(demand)], people: [] });
  const having = (key: 'isLeft' | 'isMended') =>
    [...judged].flatMap(([name, all]) =>
      all.some((each) => each[key]) ? [`audience/${name}`] : [],
    );
  const refused = plan.refusals.filter(({ code }) => code === 'rule-broken');
  // Of two audiences, the one that the plan changes is refused.
  const isChanged = (name: string) =>
    plan.changes.some(({ address }) => address === `audience/${name}`);
  const refusedFor = [...judged].flatMap(([name, all]) => {
    const isOther = other !== undefined && isChanged(other) && !isChanged(name);
    return all.some((each) => each.isWorse) ? [`audience/${isOther ? other : name}`] : [];
  });
  expect(refused.map(({ address }) => address).sort()).toEqual([...new Set(refusedFor)].sort());
  const kept = (plan.rules ?? []).filter(({ becomes }) => becomes === 'kept');
  expect(kept.flatMap(({ addresses }) => addresses).sort()).toEqual(having('isMended').sort());
  const left = plan.diagnostics.filter(({ code }) => code === 'rule-broken');
  expect(left.length > 0).toBe(having('isLeft').length > 0);
}

const audienceNames = ['New 1', 'New 2', 'Loyal 1'];

describe('what a plan makes of a rule is what it makes of people', () => {
  test('excludes and within', () => {
    fc.assert(
      fc.property(world, fc.constantFrom(...names), fc.boolean(), (given, name, excludes) => {
        const offends = (human: Human, days: number) => isIn(name, human, days) === excludes;
        const demand: RuleDemand = excludes
          ? { kind: 'excludes', names: [name] }
          : { kind: 'within', name };
        const judged = audienceNames.map(
          (each) => [each, [judge(offends, given, sides(given, each))]] as const,
        );
        expectJudged(given, demand, new Map(judged));
      }),
      { numRuns: 100 },
    );
  });

  test('disjoint', () => {
    fc.assert(
      fc.property(world, (given) => {
        const pairs = ['New 1', 'New 2'].map(
          (each) =>
            [
              each,
              [judge(() => true, given, sides(given, each), sides(given, 'Loyal 1'))],
            ] as const,
        );
        const groups = ['New *', 'Loyal *'];
        expectJudged(given, { kind: 'disjoint', groups }, new Map(pairs), 'Loyal 1');
      }),
      { numRuns: 100 },
    );
  });

  test('people', () => {
    const some = fc.subarray(names);
    fc.assert(
      fc.property(world, some, some, fc.boolean(), (given, ins, notIn, isReached) => {
        const fits = (human: Human, days: number) =>
          ins.every((name) => isIn(name, human, days)) &&
          !notIn.some((name) => isIn(name, human, days));
        const glob = 'New *';
        const person = aPerson({
          ...{ in: ins, notIn },
          ...(isReached ? { reachedBy: [glob] } : { notReachedBy: [glob] }),
        });
        const isImpossible = !everyone.some((human) => fits(human, given.days));
        const present = ['New 1', 'New 2'].filter((name) => sides(given, name).after !== null);
        if (isImpossible && present.length > 0) {
          expect(() => planOf(given, { rules: [], people: [person] })).toThrow(
            'there can be no person',
          );
          return;
        }
        const worse = present.filter((name) => {
          const { today, after } = sides(given, name);
          const offenders = (is: ((human: Human) => boolean) | null, days: number) =>
            everyone.filter((human) => is !== null && fits(human, days) && is(human) !== isReached);
          const before = offenders(today, 7);
          return offenders(after, given.days).some((human) => !before.includes(human));
        });
        const plan = planOf(given, { rules: [], people: [person] });
        const refused = plan.refusals.filter(({ code }) => code === 'people-not-as-expected');
        expect(refused.map(({ address }) => address).sort()).toEqual(
          worse.map((name) => `audience/${name}`).sort(),
        );
      }),
      { numRuns: 100 },
    );
  });
});
