import { numberAt } from '../../../algebra/segments/segment-rule.ts';
import type { JsonObject } from '../../../model/text/json.ts';
import type { Entrants } from './entrants.ts';

/** Something for each end of a window. */
export interface WindowEnds<T> {
  readonly min: T;
  readonly max: T;
}

/** Those between two numbers, where Infinity is no limit. */
export type DescribeRange = (from: number, to: number) => string;

/**
 * The two ends of a window on a number that is never negative. Words name both numbers and not what
 * lies at them, because the API does not say whether a window includes its ends.
 */
export function entrantsOfWindow(
  paths: WindowEnds<string>,
  describe: DescribeRange,
): WindowEnds<Entrants> {
  const read = (attributes: JsonObject) => ({
    low: Math.max(0, numberAt(attributes, paths.min) ?? 0),
    high: numberAt(attributes, paths.max) ?? Number.POSITIVE_INFINITY,
  });
  const atLowEnd: Entrants = (before, after) => {
    const [old, fresh] = [read(before), read(after)];
    return fresh.low < old.low ? [describe(fresh.low, Math.min(old.low, fresh.high))] : [];
  };
  const atHighEnd: Entrants = (before, after) => {
    const [old, fresh] = [read(before), read(after)];
    return fresh.high > old.high ? [describe(Math.max(old.high, fresh.low), fresh.high)] : [];
  };
  return { min: atLowEnd, max: atHighEnd };
}

export const describePrices: DescribeRange = (from, to) => {
  if (to === Number.POSITIVE_INFINITY) return `price from ${from} up`;
  return from === 0 ? `price up to ${to}` : `price between ${from} and ${to}`;
};

export const describeLastVisit: DescribeRange = (from, to) => {
  if (to === Number.POSITIVE_INFINITY) return `last visited ${from} or more days ago`;
  return from === 0
    ? `last visited up to ${to} days ago`
    : `last visited between ${from} and ${to} days ago`;
};
