import { nonBuyers } from '../../../algebra/segments/judge-prospecting.ts';
import { visitorsOf } from '../../../algebra/segments/judge-visitors.ts';
import type { Entrants } from './entrants.ts';
import { describeLastVisit, entrantsOfWindow, type WindowEnds } from './entrants-of-window.ts';

const without = 'visitors who did not buy';

/** Of retargeting: buyers, visitors who did not buy, or both. */
export const entrantsOfVisitors: Entrants = (before, after) => {
  const [old, fresh] = [visitorsOf(before), visitorsOf(after)];
  if (!old || !fresh) return null;
  return fresh
    .filter((group) => !old.includes(group))
    .map((group) => (group === 'buyers' ? 'visitors who bought' : without));
};

/** Of prospecting: non-buyers come on top of prospects. */
export const entrantsOfUsers: Entrants = (before, after) => {
  const [old, fresh] = [nonBuyers(before), nonBuyers(after)];
  if (old === 'unknown' || fresh === 'unknown') return null;
  if (old !== 'none' || fresh === 'none') return [];
  const [from, to] = [fresh.min ?? 0, fresh.max ?? Number.POSITIVE_INFINITY];
  const isLimited = from > 0 || to < Number.POSITIVE_INFINITY;
  return [isLimited ? `${without}, ${describeLastVisit({ from, to })}` : without];
};

/** A window of their last visit, which only non-buyers have. */
export function entrantsOfNonBuyers(paths: WindowEnds<string>): WindowEnds<Entrants> {
  const ends = entrantsOfWindow(paths, (days) => `${without}, ${describeLastVisit(days)}`);
  const amongNonBuyers =
    (entrants: Entrants): Entrants =>
    (before, after) =>
      [before, after].every((side) => typeof nonBuyers(side) === 'object')
        ? entrants(before, after)
        : [];
  return { min: amongNonBuyers(ends.min), max: amongNonBuyers(ends.max) };
}
