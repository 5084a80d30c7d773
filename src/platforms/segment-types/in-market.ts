import { always, filter, pair } from '../../algebra/segments/segment-rule.ts';
import type { SegmentType } from './segment-type.ts';

/** People who look for products of some interests or brands. */
export const inMarket: SegmentType = {
  name: 'inMarket',
  label: 'in-market',
  apiType: 'InMarket',
  declarable: true,
  estimable: true,
  attributes: [
    { path: 'inMarket.country', form: 'value', required: true },
    { path: 'inMarket.interestIds', form: 'set' },
    { path: 'inMarket.brandIds', form: 'set' },
    { path: 'inMarket.buyingPower', form: 'set' },
    { path: 'inMarket.gender', form: 'value', wrapped: true },
    { path: 'inMarket.priceRange', form: 'set' },
  ],
  windows: [],
  rules: [
    always('different', 'inMarket.country', 'the people of another country are other people'),
    pair('inMarket.interestIds', 'inMarket.brandIds'),
    filter(
      'inMarket.buyingPower',
      'people of any listed level are in; an empty list does not filter',
    ),
    filter(
      'inMarket.priceRange',
      'people of any listed range are in; an empty list does not filter',
    ),
    filter('inMarket.gender', 'only products for this gender count; without it, all products'),
  ],
};
