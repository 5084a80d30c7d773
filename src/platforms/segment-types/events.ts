import { judgeLookback } from '../../algebra/segments/judge-lookback.ts';
import { always, interval, pair } from '../../algebra/segments/segment-rule.ts';
import type { SegmentType } from './segment-type.ts';

/** What people did in the shop of a retailer. */
export const events: SegmentType = {
  name: 'events',
  label: 'events',
  apiType: 'Events',
  declarable: true,
  estimable: true,
  attributesDecide: true,
  attributes: [
    {
      path: 'events.shopperActivity',
      label: 'activity',
      form: 'value',
      immutable: false,
      required: true,
    },
    {
      path: 'events.lookbackDays',
      label: 'look-back',
      form: 'value',
      immutable: false,
      required: true,
    },
    {
      path: 'events.categoryIds',
      label: 'categories',
      namedBy: 'categoryIds',
      form: 'set',
      immutable: false,
    },
    {
      path: 'events.brandIds',
      label: 'brands',
      namedBy: 'brandIds',
      form: 'set',
      immutable: false,
    },
    {
      path: 'events.minPrice',
      label: 'lowest price',
      form: 'value',
      immutable: false,
      wrapped: true,
    },
    {
      path: 'events.maxPrice',
      label: 'highest price',
      form: 'value',
      immutable: false,
      wrapped: true,
    },
  ],
  windows: [
    {
      low: 'events.minPrice',
      high: 'events.maxPrice',
      mayBeEqual: true,
      severity: 'warning',
      code: 'impossible-window',
    },
  ],
  rules: [
    always(
      'unknown',
      'events.shopperActivity',
      'it is not documented whether one activity counts as another, such as buying as viewing',
    ),
    {
      paths: ['events.lookbackDays'],
      judge: judgeLookback,
      reason: 'the longer of two periods up to today includes the shorter one',
    },
    pair('events.categoryIds', 'events.brandIds'),
    interval(
      'events.minPrice',
      'events.maxPrice',
      'a price range that holds another one holds its people; no bound, no limit',
    ),
  ],
};
