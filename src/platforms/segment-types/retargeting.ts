import { judgeVisitors } from '../../algebra/segments/judge-visitors.ts';
import { interval } from '../../algebra/segments/segment-rule.ts';
import type { SegmentType } from './segment-type.ts';

/** People who visited. */
export const retargeting: SegmentType = {
  name: 'retargeting',
  label: 'retargeting',
  apiType: 'Retargeting',
  declarable: true,
  estimable: false,
  attributes: [
    {
      path: 'retargeting.visitorsType',
      label: 'visitors',
      form: 'value',
      immutable: false,
      required: true,
    },
    {
      path: 'retargeting.daysSinceLastVisitMin',
      label: 'days since last visit, at least',
      form: 'value',
      immutable: false,
      required: true,
    },
    {
      path: 'retargeting.daysSinceLastVisitMax',
      label: 'days since last visit, at most',
      form: 'value',
      immutable: false,
      required: true,
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
    },
    interval(
      'retargeting.daysSinceLastVisitMin',
      'retargeting.daysSinceLastVisitMax',
      'a visitor has one last visit: a window that holds another one holds its people',
    ),
  ],
};
