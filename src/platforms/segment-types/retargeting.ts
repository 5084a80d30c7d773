import { areApart } from '../../algebra/segments/judge-interval.ts';
import { areOtherVisitors, judgeVisitors } from '../../algebra/segments/judge-visitors.ts';
import { interval, intervalAt, textAt } from '../../algebra/segments/segment-rule.ts';
import type { Verdict } from '../../algebra/verdict.ts';
import type { JsonObject } from '../../model/text/json.ts';
import type { SegmentType } from './segment-type.ts';
import { entrantsOfVisitors } from './words/entrants-of-visitors.ts';
import { describeLastVisit, entrantsOfWindow } from './words/entrants-of-window.ts';

const lastVisit = entrantsOfWindow(
  { min: 'retargeting.daysSinceLastVisitMin', max: 'retargeting.daysSinceLastVisitMax' },
  describeLastVisit,
);

const lastVisitEnds = [
  'retargeting.daysSinceLastVisitMin',
  'retargeting.daysSinceLastVisitMax',
] as const;

const days = interval(
  ...lastVisitEnds,
  'a visitor has one last visit, so a wider window of days includes everyone in a narrower one; of non-buyers it is not documented when they did not buy',
);
const { judge: judgeDays } = days;

/**
 * The guide only says "You have the option to target buyers, non-buyers, or all visitors". A visitor who
 * bought before a window may be a non-buyer of it, and no non-buyer of one that begins earlier.
 */
function judgeDaysOfVisitors(before: JsonObject, after: JsonObject): Verdict {
  const verdict = judgeDays(before, after);
  if (verdict !== 'wider' && verdict !== 'narrower') return verdict;
  const longer = verdict === 'wider' ? after : before;
  return isOfNonBuyers(longer) && firstDay(before) !== firstDay(after) ? 'unknown' : verdict;
}

/** A person who bought in a window bought in each that begins as early. */
function areBuyersAndOthers(a: JsonObject, b: JsonObject): boolean {
  const [buyers, others] = isOfNonBuyers(b) ? [a, b] : [b, a];
  return areOtherVisitors(a, b) && firstDay(buyers) <= firstDay(others);
}

/** Days ago. Not a number, which is less than none, where it cannot be read. */
function firstDay(attributes: JsonObject): number {
  const days = intervalAt(attributes, ...lastVisitEnds);
  return days ? (days.max ?? Number.POSITIVE_INFINITY) : Number.NaN;
}

function isOfNonBuyers(attributes: JsonObject): boolean {
  return textAt(attributes, 'retargeting.visitorsType') === 'NonBuyers';
}

/** People who visited. */
export const retargeting: SegmentType = {
  name: 'retargeting',
  label: 'retargeting',
  apiType: 'Retargeting',
  declarable: true,
  estimable: false,
  attributesDecide: true,
  attributes: [
    {
      path: 'retargeting.visitorsType',
      label: 'visitors',
      form: 'value',
      immutable: false,
      required: true,
      entrants: entrantsOfVisitors,
    },
    {
      path: 'retargeting.daysSinceLastVisitMin',
      label: 'days since last visit, at least',
      form: 'value',
      immutable: false,
      required: true,
      entrants: lastVisit.min,
    },
    {
      path: 'retargeting.daysSinceLastVisitMax',
      label: 'days since last visit, at most',
      form: 'value',
      immutable: false,
      required: true,
      entrants: lastVisit.max,
    },
  ],
  windows: [
    {
      low: 'retargeting.daysSinceLastVisitMin',
      high: 'retargeting.daysSinceLastVisitMax',
      mayBeEqual: false,
      severity: 'error',
      code: 'retargeting-segment-days-since-last-visit-are-not-compatible',
    },
  ],
  rules: [
    {
      paths: ['retargeting.visitorsType'],
      judge: judgeVisitors,
      reason: 'every visitor is a buyer or a non-buyer, and All is both',
      exclusion: {
        paths: ['retargeting.visitorsType', ...lastVisitEnds],
        holds: areBuyersAndOthers,
        reason: 'a visitor who bought in a window is not a non-buyer of it',
      },
    },
    {
      ...days,
      judge: judgeDaysOfVisitors,
      exclusion: {
        paths: lastVisitEnds,
        holds: (a, b) => {
          const [one, other] = [intervalAt(a, ...lastVisitEnds), intervalAt(b, ...lastVisitEnds)];
          return one !== null && other !== null && areApart(one, other);
        },
        reason: 'a visitor has one last visit, and no day is in both windows',
      },
    },
  ],
};
