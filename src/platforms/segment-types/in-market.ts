import { always, filter, membersAt, pair } from '../../algebra/segments/segment-rule.ts';
import type { JsonObject } from '../../model/text/json.ts';
import type { SegmentType } from './segment-type.ts';
import { entrantsOfFilter } from './words/entrants-of-filter.ts';

const interestsAndBrands = pair('inMarket.interestIds', 'inMarket.brandIds');

/**
 * The guide calls both lists required, and only says of the other filters: "If empty, don't filter
 * people". So it is not known who is in a segment that has neither.
 */
function hasNoIds(attributes: JsonObject): boolean {
  return interestsAndBrands.paths.every((path) => membersAt(attributes, path)?.size === 0);
}

/** People who look for products of some interests or brands. */
export const inMarket: SegmentType = {
  name: 'inMarket',
  label: 'in-market',
  apiType: 'InMarket',
  declarable: true,
  estimable: true,
  attributesDecide: true,
  attributes: [
    {
      path: 'inMarket.country',
      form: 'value',
      immutable: false,
      required: true,
      entrants: entrantsOfFilter('inMarket.country', 'country'),
    },
    {
      path: 'inMarket.interestIds',
      label: 'interests',
      namedBy: 'interestIds',
      form: 'set',
      immutable: false,
      entrants: entrantsOfFilter('inMarket.interestIds', 'interests', 'inMarket.brandIds'),
    },
    {
      path: 'inMarket.brandIds',
      label: 'brands',
      namedBy: 'brandIds',
      form: 'set',
      immutable: false,
      entrants: entrantsOfFilter('inMarket.brandIds', 'brands', 'inMarket.interestIds'),
    },
    {
      path: 'inMarket.buyingPower',
      label: 'buying power',
      form: 'set',
      immutable: false,
      entrants: entrantsOfFilter('inMarket.buyingPower', 'buying power'),
    },
    {
      path: 'inMarket.gender',
      form: 'value',
      immutable: false,
      wrapped: true,
      entrants: entrantsOfFilter('inMarket.gender', 'product gender'),
    },
    {
      path: 'inMarket.priceRange',
      label: 'price range',
      form: 'set',
      immutable: false,
      entrants: entrantsOfFilter('inMarket.priceRange', 'price range'),
    },
  ],
  windows: [],
  rules: [
    always('different', 'inMarket.country', 'the people of another country are other people'),
    {
      ...interestsAndBrands,
      judge: (before, after) =>
        [before, after].some(hasNoIds) ? 'unknown' : interestsAndBrands.judge(before, after),
    },
    filter(
      'inMarket.buyingPower',
      'people with any listed level are included; an empty list does not filter',
    ),
    filter(
      'inMarket.priceRange',
      'people in any listed range are included; an empty list does not filter',
    ),
    filter('inMarket.gender', 'only products for this gender count; without it, all products'),
  ],
};
