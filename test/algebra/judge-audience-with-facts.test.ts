/** Judgements over segments that lie on a line: each holds the people of a range, as one last visit does. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeAudience, type Reach, type SegmentMoment } from '../../src/algebra/judge-audience.ts';
import type { Relate } from '../../src/algebra/logic/list-facts.ts';
import { type Verdict, verdictOf } from '../../src/algebra/verdict.ts';
import { type Algebra, algebraLeaves } from '../../src/model/algebra.ts';
import { everyPerson, holds, trees } from './brute-force.ts';

type Range = readonly [from: number, to: number];
/** Two ranges for each segment: before a change and after it. */
type World = Readonly<Record<string, { readonly before: Range; readonly after: Range }>>;

const keys = 'ABCD';
const last = 7;
const people = Array.from({ length: last + 1 }, (_, place) => place);
const range = fc
  .tuple(fc.nat({ max: last }), fc.nat({ max: last }))
  .map(([a, b]): Range => [Math.min(a, b), Math.max(a, b)]);
const segment = fc.oneof(
  range.map((both) => ({ before: both, after: both })),
  fc.record({ before: range, after: range }),
);
const worlds: fc.Arbitrary<World> = fc.record({ A: segment, B: segment, C: segment, D: segment });

const isIn = (person: number, [from, to]: Range) => from <= person && person <= to;
const isWithin = (a: Range, b: Range) => b[0] <= a[0] && a[1] <= b[1];

function rangeOf(world: World, { key, moment }: SegmentMoment): Range {
  const { before, after } = world[key] ?? { before: [0, 0], after: [0, 0] };
  return moment === 'before' ? before : after;
}

const relateIn =
  (world: World): Relate<SegmentMoment> =>
  (one, other) => {
    const [a, b] = [rangeOf(world, one), rangeOf(world, other)];
    const reason = 'so it is';
    if (isWithin(a, b)) return { relation: isWithin(b, a) ? 'equal' : 'within', reason };
    if (isWithin(b, a)) return { relation: 'contains', reason };
    return a[1] < b[0] || b[1] < a[0] ? { relation: 'excludes', reason } : null;
  };

const verdictsIn = (world: World) =>
  new Map(
    Object.entries(world).map(([key, { before, after }]): [string, Verdict] => [
      key,
      verdictOf(!isWithin(after, before), !isWithin(before, after)),
    ]),
  );

function judge(world: World, before: Algebra<string>, after: Algebra<string>, withFacts = true) {
  return judgeAudience(
    {
      ...{ before, after, segmentVerdicts: verdictsIn(world) },
      ...(withFacts ? { relate: relateIn(world) } : {}),
    },
    (key) => key,
  );
}

function segmentsOf(world: World, moment: 'before' | 'after', person: number) {
  return new Set([...keys].filter((key) => isIn(person, rangeOf(world, { key, moment }))));
}

const standings: Readonly<Record<string, readonly [was: boolean, is: boolean]>> = {
  in: [true, true],
  'already in': [true, true],
  'still in': [true, true],
  'not in': [false, false],
  'still not in': [false, false],
  'newly in': [false, true],
  'no longer in': [true, false],
};

/** Whether a sentence is about a person; null where it leaves out cases. */
function isAbout(sentence: string, world: World, person: number): boolean | null {
  if (sentence.includes('further case')) return null;
  if (sentence === 'everyone') return true;
  const isNamed = (standing: string, name: string) => {
    const [key = '', ...moment] = name.split(' ');
    const [was, is] = (['before', 'after'] as const).map((moment) =>
      isIn(person, rangeOf(world, { key, moment })),
    );
    const [wanted, wantedAfter] = standings[standing] ?? [];
    const verdict = verdictsIn(world).get(key);
    const isOpen = moment.length === 0 && ['in', 'not in'].includes(standing);
    // One word for before and after leaves open which of the two it means, where people change.
    if (isOpen) expect([sentence, verdict]).toEqual([sentence, 'same']);
    if (standing === 'already in') expect([sentence, verdict]).toEqual([sentence, 'wider']);
    if (standing.startsWith('still')) expect([sentence, verdict]).not.toEqual([sentence, 'same']);
    if (moment.join(' ') === 'as it was') return was === wanted;
    if (moment.join(' ') === 'as changed') return is === wantedAfter;
    return was === wanted && is === wantedAfter;
  };
  return sentence
    .split('; or ')
    .some((alternative) =>
      [
        ...alternative.matchAll(
          /(?:^|, )((?:already |still )?in|(?:still )?not in|newly in|no longer in) ([^,]*(?:, [A-D][^,]*)*)/gu,
        ),
      ].every(([, standing = '', names = '']) =>
        names.split(/, | and | or /u).every((name) => isNamed(standing, name)),
      ),
    );
}

/** Every combination of the segments of two trees that their ranges, two by two, leave possible. */
function combinationsIn(world: World, before: Algebra<string>, after: Algebra<string>) {
  const verdicts = verdictsIn(world);
  const atoms = [
    ...new Set(algebraLeaves(before).map((key) => `${key} before`)),
    ...new Set(algebraLeaves(after).map((key) => `${key} after`)),
  ];
  const momentOf = (atom: string): SegmentMoment => {
    const [key = '', moment] = atom.split(' ');
    return { key, moment: moment === 'before' ? 'before' : 'after' };
  };
  const isPossible = (one: ReadonlySet<string>) =>
    atoms.every((a) =>
      atoms.every((b) => {
        const [inA, inB] = [one.has(a), one.has(b)];
        const [first, second] = [momentOf(a), momentOf(b)];
        if (first.key === second.key) {
          if (first.moment === second.moment || first.moment === 'after') return true;
          const verdict = verdicts.get(first.key);
          if (verdict === 'same') return inA === inB;
          if (verdict === 'wider') return !inA || inB;
          return verdict !== 'narrower' || !inB || inA;
        }
        const [rangeA, rangeB] = [rangeOf(world, first), rangeOf(world, second)];
        if (isWithin(rangeA, rangeB) && inA && !inB) return false;
        return !(inA && inB) || Math.max(rangeA[0], rangeB[0]) <= Math.min(rangeA[1], rangeB[1]);
      }),
    );
  return everyPerson(atoms).filter(isPossible);
}

const settings = { numRuns: 600 };
const cases = fc.tuple(worlds, trees(keys), trees(keys));

describe('no person contradicts a judgement', () => {
  test('by entering or leaving against the verdict', () => {
    fc.assert(
      fc.property(cases, ([world, before, after]) => {
        const { verdict } = judge(world, before, after);
        for (const person of people) {
          const was = holds(before, segmentsOf(world, 'before', person));
          const is = holds(after, segmentsOf(world, 'after', person));
          if (['same', 'narrower', 'empty'].includes(verdict)) expect(is && !was).toBe(false);
          if (['same', 'wider'].includes(verdict)) expect(was && !is).toBe(false);
          if (verdict === 'empty') expect(is).toBe(false);
        }
      }),
      settings,
    );
  });

  test('by what a sentence says of them', () => {
    fc.assert(
      fc.property(cases, ([world, before, after]) => {
        const reach = judge(world, before, after);
        for (const person of people) {
          const was = holds(before, segmentsOf(world, 'before', person));
          const is = holds(after, segmentsOf(world, 'after', person));
          const about = (sentence: string | null) =>
            sentence === null ? false : isAbout(sentence, world, person);
          const [enter, leave] = [about(reach.enter), about(reach.leave)];
          const said = { ...reach, enter: enter ?? (is && !was), leave: leave ?? (was && !is) };
          expect(said).toMatchObject({ enter: is && !was, leave: was && !is });
        }
      }),
      settings,
    );
  });
});

test('the verdict is that of every combination which facts leave possible', () => {
  fc.assert(
    fc.property(cases, ([world, before, after]) => {
      const all = combinationsIn(world, before, after).map((one) => {
        const at = (moment: string) =>
          new Set([...keys].filter((key) => one.has(`${key} ${moment}`)));
        return { was: holds(before, at('before')), is: holds(after, at('after')) };
      });
      const isEmptied = all.some(({ was }) => was) && !all.some(({ is }) => is);
      const verdict = verdictOf(
        all.some(({ was, is }) => is && !was),
        all.some(({ was, is }) => was && !is),
      );
      expect(judge(world, before, after).verdict).toBe(isEmptied ? 'empty' : verdict);
    }),
    settings,
  );
});

describe('laws', () => {
  const moves = ({ verdict }: Reach) => ({
    enter: verdict === 'wider' || verdict === 'different',
    leave: verdict === 'narrower' || verdict === 'different' || verdict === 'empty',
  });

  test('facts never make a judgement less precise', () => {
    const someUnknown = fc.record({
      unjudged: fc.subarray([...keys]),
      /** Those of the facts that are known. */
      isKnown: fc.func<[SegmentMoment, SegmentMoment], boolean>(fc.boolean()),
    });
    let unknown = 0;
    fc.assert(
      fc.property(cases, someUnknown, ([world, before, after], { unjudged, isKnown }) => {
        const unjudgedVerdicts = unjudged.map((key): [string, Verdict] => [key, 'unknown']);
        const segmentVerdicts = new Map([...verdictsIn(world), ...unjudgedVerdicts]);
        const facts = relateIn(world);
        const relate: Relate<SegmentMoment> = (a, b) => (isKnown(a, b) ? facts(a, b) : null);
        const change = { before, after, segmentVerdicts };
        const plain = judgeAudience(change, (key) => key);
        const reach = judgeAudience({ ...change, relate }, (key) => key);
        if (unjudged.length === 0) expect(reach.verdict).not.toBe('unknown');
        if (plain.verdict === 'unknown') {
          unknown += 1;
          return;
        }
        expect(reach.verdict).not.toBe('unknown');
        if (moves(reach).enter) expect(moves(plain).enter).toBe(true);
        if (moves(reach).leave) expect(moves(plain).leave).toBe(true);
        if (plain.verdict === 'empty') expect(['empty', 'same']).toContain(reach.verdict);
        if (plain.enter === null) expect(reach.enter).toBeNull();
        if (plain.leave === null) expect(reach.leave).toBeNull();
        // Nor does a sentence leave out cases that it said without them.
        for (const side of ['enter', 'leave'] as const) {
          if (!plain[side]?.includes('further case')) {
            expect(reach[side] ?? '').not.toContain('further case');
          }
        }
      }),
      { numRuns: 3000 },
    );
    expect(unknown).toBeGreaterThan(100);
  });

  test('a change taken back is its opposite', () => {
    fc.assert(
      fc.property(cases, ([world, before, after]) => {
        const turned = Object.fromEntries(
          Object.entries(world).map(([key, { before, after }]) => [
            key,
            { before: after, after: before },
          ]),
        );
        const [there, back] = [judge(world, before, after), judge(turned, after, before)];
        fc.pre(there.verdict !== 'empty' && back.verdict !== 'empty');
        expect(moves(back)).toEqual({ enter: moves(there).leave, leave: moves(there).enter });
      }),
      settings,
    );
  });

  test('two changes on end add no people that neither adds', () => {
    fc.assert(
      fc.property(worlds, trees(keys), trees(keys), trees(keys), (world, a, b, c) => {
        const still = Object.fromEntries(
          Object.entries(world).map(([key, { after }]) => [key, { before: after, after }]),
        );
        const [first, second, both] = [
          judge(still, a, b),
          judge(still, b, c),
          judge(still, a, c),
        ].map(moves);
        if (!first?.enter && !second?.enter) expect(both?.enter).toBe(false);
        if (!first?.leave && !second?.leave) expect(both?.leave).toBe(false);
      }),
      settings,
    );
  });
});

test('the facts that are given are enough, and none of them could be left out', () => {
  fc.assert(
    fc.property(cases, ([world, before, after]) => {
      const { facts = [], ...reach } = judge(world, before, after);
      const judgeWith = (some: typeof facts) =>
        judgeAudience(
          {
            ...{ before, after, segmentVerdicts: verdictsIn(world) },
            relate: (a, b) => {
              const isOf = (one: SegmentMoment, other: SegmentMoment) =>
                one.key === other.key && one.moment === other.moment;
              for (const { segment, relation, of, reason } of some) {
                if (isOf(segment, a) && isOf(of, b)) return { relation, reason };
                if (isOf(segment, b) && isOf(of, a)) {
                  return { relation: relation === 'within' ? 'contains' : relation, reason };
                }
              }
              return null;
            },
          },
          (key) => key,
        );
      expect(judgeWith(facts)).toMatchObject(reach);
      for (const fact of facts) {
        expect(judgeWith(facts.filter((each) => each !== fact))).not.toMatchObject(reach);
      }
    }),
    { numRuns: 300 },
  );
});
