import { judgeLookback } from '../../algebra/segments/judge-lookback.ts';
import { always, interval, pair } from '../../algebra/segments/segment-rule.ts';
import type { SegmentType } from './segment-type.ts';
import { noCertainWords } from './words/entrants.ts';
import { entrantsOfFilter } from './words/entrants-of-filter.ts';
import { entrantsOfLookback, spellLookback } from './words/entrants-of-lookback.ts';
import { describePrices, entrantsOfWindow } from './words/entrants-of-window.ts';

const prices = entrantsOfWindow({ min: 'events.minPrice', max: 'events.maxPrice' }, describePrices);

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
      entrants: noCertainWords,
    },
    {
      path: 'events.lookbackDays',
      label: 'look-back',
      spell: spellLookback,
      form: 'value',
      immutable: false,
      required: true,
      entrants: entrantsOfLookback,
    },
    {
      path: 'events.categoryIds',
      label: 'categories',
      namedBy: 'categoryIds',
      form: 'set',
      immutable: false,
      entrants: entrantsOfFilter('events.categoryIds', 'categories', 'events.brandIds'),
    },
    {
      path: 'events.brandIds',
      label: 'brands',
      namedBy: 'brandIds',
      form: 'set',
      immutable: false,
      entrants: entrantsOfFilter('events.brandIds', 'brands', 'events.categoryIds'),
    },
    {
      path: 'events.minPrice',
      label: 'lowest price',
      form: 'value',
      immutable: false,
      wrapped: true,
      entrants: prices.min,
    },
    {
      path: 'events.maxPrice',
      label: 'highest price',
      form: 'value',
      immutable: false,
      wrapped: true,
      entrants: prices.max,
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
      'a wider price range includes everyone in a narrower one; without a price there is no limit',
    ),
  ],
};
