/** Request bodies of the marketing-solutions endpoints, after the vendor's OpenAPI. */
import {
  algebra,
  choice,
  id,
  integer,
  listOf,
  number,
  type ObjectShape,
  object,
  plain,
  setOf,
  text,
  wrapper,
} from '../entities/shapes/shape.ts';

const gender = choice(['Male', 'Female'], 'gender-must-be-valid');
const buyingPower = setOf(['Low', 'Medium', 'High', 'VeryHigh'], 'buying-power-must-be-valid');
const priceRange = setOf(['Low', 'Medium', 'High'], 'price-range-must-be-valid');
const usersType = choice(['Prospects', 'ProspectsOrNonBuyers']);
const visitorsType = choice(['All', 'Buyers', 'NonBuyers']);
/** The guide spells it with an s, the OpenAPI without. */
const registryType = choice(['PointOfInterest', 'PointsOfInterest'], 'registry-type-must-be-valid');
const pointsOfInterest = listOf(object({ name: text, latitude: number, longitude: number }));

export const inMarketCreated: ObjectShape = object({
  country: text,
  interestIds: setOf(null),
  brandIds: setOf(null),
  buyingPower,
  gender: plain(gender),
  priceRange,
});

/** The guide also sends `registryType`, which the OpenAPI does not have here: it is not read. */
const locationCreated: ObjectShape = object({ pointsOfInterest, radiusInKm: integer });

export const locationEstimated: ObjectShape = locationCreated;

export const segmentCreated: ObjectShape = object(
  {
    name: text,
    description: plain(text),
    advertiserId: id,
    contactList: object({}),
    inMarket: inMarketCreated,
    location: locationCreated,
    prospecting: object({
      usersType,
      daysSinceLastVisitMin: integer,
      daysSinceLastVisitMax: integer,
    }),
    lookalike: object({ seedSegmentId: id, targetSize: integer }, ['seedSegmentId']),
    retargeting: object(
      { visitorsType, daysSinceLastVisitMin: integer, daysSinceLastVisitMax: integer },
      ['visitorsType', 'daysSinceLastVisitMin', 'daysSinceLastVisitMax'],
    ),
  },
  ['advertiserId'],
);

export const segmentUpdated: ObjectShape = object({
  name: text,
  description: wrapper(text, 'both-ways'),
  inMarket: object({
    country: text,
    interestIds: setOf(null),
    brandIds: setOf(null),
    buyingPower,
    gender: wrapper(gender, 'both-ways'),
    priceRange,
  }),
  location: object({ registryType, pointsOfInterest, radiusInKm: integer }),
  // These days are wrapped, those of retargeting are not.
  prospecting: object({
    usersType,
    daysSinceLastVisitMin: wrapper(integer, 'one-way'),
    daysSinceLastVisitMax: wrapper(integer, 'one-way'),
  }),
  lookalike: object({ targetSize: integer }),
  retargeting: object({
    visitorsType,
    daysSinceLastVisitMin: integer,
    daysSinceLastVisitMax: integer,
  }),
});

export const audienceCreated: ObjectShape = object(
  { name: text, description: plain(text), advertiserId: id, algebra },
  ['advertiserId'],
);

export const audienceUpdated: ObjectShape = object({
  name: text,
  description: wrapper(text, 'both-ways'),
  algebra,
});
