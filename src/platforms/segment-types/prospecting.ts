import { judgeProspecting } from '../../algebra/segments/judge-prospecting.ts';
import type { SegmentType } from './segment-type.ts';

/** People who have not visited or not bought. */
export const prospecting: SegmentType = {
  name: 'prospecting',
  label: 'prospecting',
  apiType: 'Prospecting',
  declarable: true,
  estimable: false,
  attributesDecide: true,
  attributes: [
    {
      path: 'prospecting.usersType',
      label: 'users',
      form: 'value',
      immutable: false,
      required: true,
    },
    {
      path: 'prospecting.daysSinceLastVisitMin',
      label: 'days since last visit, at least',
      form: 'value',
      immutable: false,
      wrapped: true,
    },
    {
      path: 'prospecting.daysSinceLastVisitMax',
      label: 'days since last visit, at most',
      form: 'value',
      immutable: false,
      wrapped: true,
    },
  ],
  windows: [
    // The API takes these two, but such a segment is always empty.
    {
      low: 'prospecting.daysSinceLastVisitMin',
      high: 'prospecting.daysSinceLastVisitMax',
      mayBeEqual: true,
      severity: 'warning',
      code: 'impossible-window',
    },
  ],
  rules: [
    {
      paths: [
        'prospecting.usersType',
        'prospecting.daysSinceLastVisitMin',
        'prospecting.daysSinceLastVisitMax',
      ],
      judge: judgeProspecting,
      reason: 'non-buyers come on top of prospects, and only their last visit is asked for',
    },
  ],
};
