import { areApart } from '../../algebra/segments/judge-interval.ts';
import { areOtherVisitors, judgeVisitors } from '../../algebra/segments/judge-visitors.ts';
import { interval, intervalAt } from '../../algebra/segments/segment-rule.ts';
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
        holds: areOtherVisitors,
        reason: 'a visitor is a buyer or a non-buyer, and never both',
      },
    },
    {
      ...interval(
        ...lastVisitEnds,
        'a visitor has one last visit: a window that holds another one holds its people',
      ),
      exclusion: {
        holds: (a, b) => areApart(intervalAt(a, ...lastVisitEnds), intervalAt(b, ...lastVisitEnds)),
        reason: 'a visitor has one last visit, and no day is in both windows',
      },
    },
  ],
};
