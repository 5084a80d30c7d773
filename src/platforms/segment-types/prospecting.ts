import { judgeProspecting } from '../../algebra/segments/judge-prospecting.ts';
import type { SegmentType } from './segment-type.ts';
import { entrantsOfNonBuyers, entrantsOfUsers } from './words/entrants-of-visitors.ts';

const lastVisit = entrantsOfNonBuyers({
  min: 'prospecting.daysSinceLastVisitMin',
  max: 'prospecting.daysSinceLastVisitMax',
});

/** People who have not visited or not bought. */
export const prospecting: SegmentType = {
  name: 'prospecting',
  label: 'prospecting',
  apiType: 'Prospecting',
  declarable: true,
  estimable: false,
  // The guide: "users similar to the buyers of the advertiser", whom Criteo computes.
  attributesDecide: false,
  attributes: [
    {
      path: 'prospecting.usersType',
      label: 'users',
      form: 'value',
      immutable: false,
      required: true,
      entrants: entrantsOfUsers,
    },
    {
      path: 'prospecting.daysSinceLastVisitMin',
      label: 'days since last visit, at least',
      form: 'value',
      immutable: false,
      wrapped: true,
      entrants: lastVisit.min,
    },
    {
      path: 'prospecting.daysSinceLastVisitMax',
      label: 'days since last visit, at most',
      form: 'value',
      immutable: false,
      wrapped: true,
      entrants: lastVisit.max,
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
