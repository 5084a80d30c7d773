/** What the blocks of marketing-solutions segments can have wrong. Source: their guide. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const found = { origin: 'api', foundBy: 'validate' } as const;

export const apiSegmentTypeCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...found, group: 'API: in-market segments' },
    {
      'in-market-settings-must-be-defined': [
        'The inMarket block is empty.',
        'Give at least its country.',
      ],
      'country-code-is-required': ['The country is missing.', 'Give it: country: FR.'],
      'country-code-must-be-valid': [
        'The country is not an ISO 3166-1 alpha-2 code.',
        'Use two capital letters, such as FR; the United Kingdom is GB.',
      ],
      'buying-power-must-be-valid': [
        'A level of buying power does not exist.',
        'Use a list of Low, Medium, High and VeryHigh.',
      ],
      'gender-must-be-valid': [
        'The gender is neither Male nor Female.',
        'Use one of them, or leave it out to include all people.',
      ],
      'price-range-must-be-valid': [
        'A price range does not exist.',
        'Use a list of Low, Medium and High.',
      ],
    },
  ),
  ...describeCodes(
    { ...found, group: 'API: location segments' },
    {
      'registry-type-must-be-valid': [
        'The registry of places does not exist.',
        'Leave it out, or write PointOfInterest.',
      ],
      'poi-list-must-be-not-empty': ['There is no point of interest.', 'Give at least one.'],
      'poi-radius-must-be-not-null': ['The radius is missing.', 'Give radiusInKm.'],
      'poi-coordinates-must-be-valid': [
        'A latitude or longitude is missing or out of range.',
        'Give a latitude from -90 to 90 and a longitude from -180 to 180, both in degrees.',
      ],
      'poi-coordinates-must-be-unique': [
        'Two points of interest are the same place after rounding to 5 decimals.',
        'Remove one of them.',
      ],
      'radius-must-be-in-range': [
        'The radius is out of range. audiencectl only checks that it is above 0, since the bounds are not published.',
        'Give a whole number of kilometres above 0.',
      ],
    },
  ),
  ...describeCodes(
    { ...found, group: 'API: retargeting segments' },
    {
      'retargeting-segment-days-since-last-visit-are-not-compatible': [
        'The window of days ends before it begins.',
        'Set daysSinceLastVisitMin below daysSinceLastVisitMax.',
      ],
      'retargeting-segment-days-since-last-visit-are-not-in-acceptable-range': [
        'A day of the window is not within 0 to 400.',
        'Give days from 0 to 400.',
      ],
    },
  ),
];
