import { lookUp } from '../../model/text/look-up.ts';
import { printable } from '../text/printable.ts';

/** By the last key of the path, as marketers say it. */
const labels: Readonly<Record<string, string>> = {
  advertiserId: 'advertiser',
  brandIds: 'brands',
  buyingPower: 'buying power',
  categoryIds: 'categories',
  daysSinceLastVisitMax: 'days since last visit, at most',
  daysSinceLastVisitMin: 'days since last visit, at least',
  identifierType: 'identifier type',
  interestIds: 'interests',
  lookbackDays: 'look-back',
  maxPrice: 'highest price',
  minPrice: 'lowest price',
  pointsOfInterest: 'points of interest',
  priceRange: 'price range',
  radiusInKm: 'radius in km',
  retailerId: 'retailer',
  seedSegment: 'seed',
  seedSegmentId: 'seed',
  shopperActivity: 'activity',
  targetSize: 'target size',
  usersType: 'users',
  visitorsType: 'visitors',
};

/** What a plan calls an attribute: `look-back` for `events.lookbackDays`. JSON has the path itself. */
export function attributeLabel(path: string): string {
  const key = path.slice(path.lastIndexOf('.') + 1);
  return lookUp(labels, key) ?? printable(key);
}
