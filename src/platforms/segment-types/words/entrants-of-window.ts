import { numberAt } from '../../../algebra/segments/segment-rule.ts';
import type { JsonObject } from '../../../model/text/json.ts';
import type { Entrants } from './entrants.ts';

/** Something for each end of a window. */
export interface WindowEnds<T> {
  readonly min: T;
  readonly max: T;
}

/** Of what has both ends, or leaves out the one that was an end already; Infinity is no limit. */
export type DescribeRange = (range: {
  readonly from: number;
  readonly to: number;
  readonly without?: 'from' | 'to';
}) => string;

/**
 * The two ends of a window on a number that is never negative. A window includes its ends: the
 * specification calls them "minimum" and "maximum".
 */
export function entrantsOfWindow(
  paths: WindowEnds<string>,
  describe: DescribeRange,
): WindowEnds<Entrants> {
  const read = (attributes: JsonObject) => ({
    from: Math.max(0, numberAt(attributes, paths.min) ?? 0),
    to: numberAt(attributes, paths.max) ?? Number.POSITIVE_INFINITY,
  });
  const atLowEnd: Entrants = (before, after) => {
    const [old, fresh] = [read(before), read(after)];
    if (fresh.from >= old.from) return [];
    const meets = fresh.to >= old.from;
    return [describe(meets ? { from: fresh.from, to: old.from, without: 'to' } : fresh)];
  };
  const atHighEnd: Entrants = (before, after) => {
    const [old, fresh] = [read(before), read(after)];
    if (fresh.to <= old.to) return [];
    const meets = fresh.from <= old.to;
    return [describe(meets ? { from: old.to, to: fresh.to, without: 'from' } : fresh)];
  };
  return { min: atLowEnd, max: atHighEnd };
}

/** Prices have fractions: an end that is left out has no neighbour to name. */
export const describePrices: DescribeRange = ({ from, to, without }) => {
  const isOpen = to === Number.POSITIVE_INFINITY;
  if (without === 'from') return `price more than ${from}${isOpen ? '' : ` and up to ${to}`}`;
  if (isOpen) return `price from ${from} up`;
  if (without === undefined)
    return from === 0 ? `price up to ${to}` : `price from ${from} to ${to}`;
  return from === 0 ? `price less than ${to}` : `price from ${from} to less than ${to}`;
};

/** Days are whole numbers. */
export const describeLastVisit: DescribeRange = ({ from, to, without }) => {
  const [first, last] = [without === 'from' ? from + 1 : from, without === 'to' ? to - 1 : to];
  if (last === Number.POSITIVE_INFINITY) return `last visited ${first} or more days ago`;
  if (first === last) return `last visited ${first} day${first === 1 ? '' : 's'} ago`;
  return `last visited ${first} to ${last} days ago`;
};
