/** Request bodies of the retail-media endpoints, after the vendor's OpenAPI. */
import {
  algebra,
  choice,
  id,
  number,
  type ObjectShape,
  object,
  plain,
  setOf,
  text,
  wrapper,
} from '../entities/shapes/shape.ts';

export const retailMediaIdentifierTypes = [
  'Email',
  'UserIdentifier',
  'IdentityLink',
  'CustomerId',
  'PhoneNumber',
] as const;

export const channels = ['Onsite', 'Offsite'] as const;

const shopperActivities = ['View', 'Buy', 'AddToCart'];
const lookbackDays = [7, 14, 30, 45, 60, 90, 120, 150, 180].map((days) => `Last${days}Days`);

export const eventsCreated: ObjectShape = object(
  {
    shopperActivity: choice(shopperActivities),
    lookbackDays: choice(lookbackDays),
    categoryIds: setOf(null),
    brandIds: setOf(null),
    minPrice: number,
    maxPrice: number,
  },
  ['shopperActivity', 'lookbackDays'],
);

export const segmentCreated: ObjectShape = object(
  {
    name: text,
    description: plain(text),
    retailerId: id,
    contactList: object({ identifierType: choice(retailMediaIdentifierTypes) }, ['identifierType']),
    events: eventsCreated,
  },
  ['retailerId'],
);

export const segmentUpdated: ObjectShape = object({
  name: text,
  description: wrapper(text, 'both-ways'),
  // The type is fixed: the block may be sent, what it holds is not read.
  contactList: object({}),
  events: object({
    shopperActivity: choice(shopperActivities),
    lookbackDays: choice(lookbackDays),
    categoryIds: setOf(null),
    brandIds: setOf(null),
    minPrice: wrapper(number, 'one-way'),
    maxPrice: wrapper(number, 'one-way'),
  }),
});

export const audienceCreated: ObjectShape = object(
  { name: text, description: plain(text), retailerId: id, algebra },
  ['retailerId'],
);

export const audienceUpdated: ObjectShape = object({
  name: text,
  description: wrapper(text, 'both-ways'),
  algebra,
});
