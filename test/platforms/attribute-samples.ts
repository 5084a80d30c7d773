/** Two values of every attribute of the platforms, for the tests that walk the platforms' tables. */
import type { JsonValue } from '../../src/model/text/json.ts';

export interface AttributeSample {
  readonly first: JsonValue;
  readonly second: JsonValue;
  /** How they go on the wire, where that is not as declared; `"#NAME"` is the ID of a segment. */
  readonly firstSent?: JsonValue;
  readonly secondSent?: JsonValue;
  /** How it is declared, where that is another path. */
  readonly declaredAs?: string;
}

const sample = (first: JsonValue, second: JsonValue): AttributeSample => ({ first, second });

/** The segments that audiences and lookalikes of the tests refer to. */
export const referenced = ['Base A', 'Base B'] as const;

const [baseA, baseB] = referenced;

export const attributeSamples: Readonly<Record<string, AttributeSample>> = {
  description: sample('First words', 'Other words'),
  retailerId: sample('1234', '4567'),
  advertiserId: sample('78462', '4949'),
  dataProviderId: sample('7301', '7302'),
  algebra: {
    first: { and: [baseA, { not: baseB }] },
    second: baseA,
    firstSent: {
      and: [{ audienceSegmentId: `#${baseA}` }, { not: { audienceSegmentId: `#${baseB}` } }],
    },
    secondSent: { audienceSegmentId: `#${baseA}` },
  },

  'contactList.identifierType': sample('Email', 'PhoneNumber'),
  'contactList.remoteId': sample('ours-1', 'ours-2'),
  'events.shopperActivity': sample('View', 'Buy'),
  'events.lookbackDays': sample('Last30Days', 'Last90Days'),
  'events.categoryIds': sample(['10', '20'], ['30']),
  'events.brandIds': sample(['7'], ['7', '8']),
  'events.minPrice': sample(5, 7.5),
  'events.maxPrice': sample(100, 49.99),

  'inMarket.country': sample('FR', 'DE'),
  'inMarket.interestIds': sample(['928', '988'], ['988']),
  'inMarket.brandIds': sample(['289'], ['289', '440']),
  'inMarket.buyingPower': sample(['High', 'Low'], ['VeryHigh']),
  'inMarket.gender': sample('Male', 'Female'),
  'inMarket.priceRange': sample(['High', 'Low'], ['Medium']),
  'location.pointsOfInterest': {
    first: [
      { name: 'second', latitude: 56.6, longitude: 40.2 },
      { name: 'first', latitude: 48.8556475, longitude: -2.3585351 },
    ],
    second: [{ name: 'first', latitude: 48.8556475, longitude: -2.3585351 }],
    firstSent: [
      { name: 'first', latitude: 48.85565, longitude: -2.35854 },
      { name: 'second', latitude: 56.6, longitude: 40.2 },
    ],
    secondSent: [{ name: 'first', latitude: 48.85565, longitude: -2.35854 }],
  },
  'location.radiusInKm': sample(10, 25),
  'prospecting.usersType': sample('ProspectsOrNonBuyers', 'Prospects'),
  'prospecting.daysSinceLastVisitMin': sample(10, 20),
  'prospecting.daysSinceLastVisitMax': sample(60, 90),
  'lookalike.seedSegmentId': {
    first: baseA,
    second: baseB,
    firstSent: `#${baseA}`,
    secondSent: `#${baseB}`,
    declaredAs: 'lookalike.seedSegment',
  },
  'lookalike.targetSize': sample(5_000_000, 6_000_000),
  'retargeting.visitorsType': sample('All', 'Buyers'),
  'retargeting.daysSinceLastVisitMin': sample(0, 10),
  'retargeting.daysSinceLastVisitMax': sample(60, 90),
};
