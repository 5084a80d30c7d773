import { type Verdict, verdictOf } from '../verdict.ts';

/** From `min` to `max`, both included; null is no bound. */
export interface Interval {
  readonly min: number | null;
  readonly max: number | null;
}

/**
 * Judges bounds on a number that is never negative, such as a price or days since a visit: an
 * interval that holds another one holds its people. Bounds that nothing can meet are `unknown`,
 * since the API refuses them.
 */
export function judgeInterval(before: Interval, after: Interval): Verdict {
  const [old, fresh] = [bounds(before), bounds(after)];
  if (old.min === fresh.min && old.max === fresh.max) return 'same';
  if (old.min > old.max || fresh.min > fresh.max) return 'unknown';
  return verdictOf(
    fresh.min < old.min || fresh.max > old.max,
    old.min < fresh.min || old.max > fresh.max,
  );
}

/** Whether no number lies in both; intervals that share a bound may meet there. */
export function areApart(a: Interval, b: Interval): boolean {
  const [one, other] = [bounds(a), bounds(b)];
  if (one.min > one.max || other.min > other.max) return false;
  return one.max < other.min || other.max < one.min;
}

function bounds({ min, max }: Interval) {
  return { min: Math.max(0, min ?? 0), max: max ?? Number.POSITIVE_INFINITY };
}
