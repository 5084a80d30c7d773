import { aSegment as segment } from '../example-manifest.ts';

export const marketingSolutionsExamples: Readonly<Record<string, string>> = {
  'in-market-settings-must-be-defined': segment('inMarket:'),
  'country-code-is-required': segment('inMarket: { gender: Female }'),
  'country-code-must-be-valid': segment('inMarket: { country: UK }'),
  'buying-power-must-be-valid': segment('inMarket: { country: FR, buyingPower: [Highest] }'),
  'gender-must-be-valid': segment('inMarket: { country: FR, gender: F }'),
  'price-range-must-be-valid': segment('inMarket: { country: FR, priceRange: High }'),
  'poi-list-must-be-not-empty': segment('location: { radiusInKm: 5, pointsOfInterest: [] }'),
  'poi-radius-must-be-not-null': segment(
    'location: { pointsOfInterest: [{ latitude: 48.85, longitude: 2.35 }] }',
  ),
  'poi-coordinates-must-be-valid': segment(
    'location: { radiusInKm: 5, pointsOfInterest: [{ latitude: 148.85, longitude: 2.35 }] }',
  ),
  'poi-coordinates-must-be-unique': segment(
    'location: { radiusInKm: 5, pointsOfInterest: [{ latitude: 1, longitude: 2 }, { latitude: 1.000001, longitude: 2 }] }',
  ),
  'radius-must-be-in-range': segment(
    'location: { radiusInKm: 0, pointsOfInterest: [{ latitude: 48.85, longitude: 2.35 }] }',
  ),
  'retargeting-segment-days-since-last-visit-are-not-compatible': segment(
    'retargeting: { visitorsType: All, daysSinceLastVisitMin: 30, daysSinceLastVisitMax: 7 }',
  ),
  'retargeting-segment-days-since-last-visit-are-not-in-acceptable-range': segment(
    'retargeting: { visitorsType: All, daysSinceLastVisitMin: 0, daysSinceLastVisitMax: 500 }',
  ),
  'lookalike-needs-one-seed': segment('lookalike: { targetSize: 100000 }'),
  'segment-must-have-valid-segment-id': segment('lookalike: { seedSegmentId: CRM }'),
};
