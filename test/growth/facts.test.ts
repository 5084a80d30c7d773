/** What facts cost: the growth when there are more of them, and not the seconds. */
import { expect, test } from '@jest/globals';
import { judgeAudience, type SegmentMoment } from '../../src/algebra/judge-audience.ts';
import { findAlgebraProblems } from '../../src/algebra/logic/find-algebra-problems.ts';
import type { Relate } from '../../src/algebra/logic/list-facts.ts';
import type { Algebra } from '../../src/model/algebra.ts';

/** Each segment lies within all with a higher number, as look-backs do; in no order of the tree. */
function relateNumbers<Key>(numberOf: (key: Key) => number): Relate<Key> {
  return (a, b) => ({
    relation: numberOf(a) < numberOf(b) ? 'within' : 'contains',
    reason: 'it is longer',
  });
}

function segmentsOf(count: number, audience: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String((7 * index + 3 * audience) % count));
}

/** Some of these segments, and of others: an operator of each kind in turn. */
function joinInHalves(segments: readonly string[], isAny: boolean): Algebra<string> {
  const [first = ''] = segments;
  if (segments.length === 1) return { segment: first };
  const middle = Math.ceil(segments.length / 2);
  const halves = [segments.slice(0, middle), segments.slice(middle)];
  const operands = halves.map((half) => joinInHalves(half, !isAny));
  return isAny ? { or: operands } : { and: operands };
}

/** Any of the first half, and none of the others. */
function excludeHalf(segments: readonly string[]): Algebra<string> {
  const leaves = segments.map((segment): Algebra<string> => ({ segment }));
  const middle = segments.length / 2;
  const excluded = leaves.slice(middle).map((not) => ({ not }));
  return { and: [{ or: leaves.slice(0, middle) }, ...excluded] };
}

const audiences = Array.from({ length: 12 }, (_, index) => index);

function judgeAll(relate?: Relate<SegmentMoment>): void {
  for (const each of audiences) {
    const before = joinInHalves(segmentsOf(20, each), true);
    const after = joinInHalves(segmentsOf(20, each).toReversed(), false);
    judgeAudience({ before, after, ...(relate ? { relate } : {}) }, (key) => key);
  }
}

function checkAll(count: number): void {
  for (const each of audiences) {
    findAlgebraProblems(excludeHalf(segmentsOf(count, each)), relateNumbers(Number));
  }
}

/** What takes less than that is over before the clock can say how long it took. */
const tooShortMs = 20;

/** The least of several tries, because a busy machine only makes them longer. */
function leastTime(run: () => void): number {
  const tries = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.max(tooShortMs, Math.min(...tries));
}

test('twice as many segments, which are four times as many facts', () => {
  checkAll(10);
  expect(leastTime(() => checkAll(20)) / leastTime(() => checkAll(10))).toBeLessThan(12);
});

test('a judgement of twenty segments with facts, and without them', () => {
  const relate = relateNumbers(({ key }: SegmentMoment) => Number(key));
  judgeAll(relate);
  expect(leastTime(() => judgeAll(relate)) / leastTime(judgeAll)).toBeLessThan(3);
});
