import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/model/text/json.ts';
import {
  relateDefinitions,
  segmentTypes,
} from '../../../src/platforms/segment-types/segment-types.ts';

const define = (type: string, block: JsonObject, differs: JsonObject = {}) => ({
  type,
  ownerId: '1',
  attributes: { ...differs, [type]: block },
  incomparable: [],
});

const view = { shopperActivity: 'View', lookbackDays: 'Last30Days' };
const france = { country: 'FR', interestIds: ['3'] };
const louvre = { latitude: 48.86061, longitude: 2.33764 };
/** 0.81 km from it. */
const orsay = { latitude: 48.86, longitude: 2.32656 };
const near = (radiusInKm: number, ...pointsOfInterest: JsonObject[]) => ({
  pointsOfInterest,
  radiusInKm,
});
const visited = (visitorsType: string, min: number, max: number) => ({
  visitorsType,
  daysSinceLastVisitMin: min,
  daysSinceLastVisitMax: max,
});
const prospects = (usersType: string, min: number | null, max: number | null) => ({
  usersType,
  daysSinceLastVisitMin: min,
  daysSinceLastVisitMax: max,
});
const nonBuyers = (min: number | null, max: number | null) =>
  prospects('ProspectsOrNonBuyers', min, max);

type Row = readonly [
  attribute: string,
  a: JsonObject,
  b: JsonObject,
  relation: 'within' | 'contains' | 'equal' | 'excludes' | null,
];

/** Of each attribute: what makes it certain, and what does not. Each row is read in both directions. */
const rows: readonly Row[] = [
  ['events.shopperActivity', view, { ...view, shopperActivity: 'Buy' }, null],
  ['events.shopperActivity', view, { ...view, shopperActivity: 'AddToCart' }, null],
  ['events.shopperActivity', view, view, 'equal'],
  ['events.lookbackDays', { ...view, lookbackDays: 'Last7Days' }, view, 'within'],
  ['events.lookbackDays', { ...view, lookbackDays: 'Sometime' }, view, null],
  ['events.categoryIds', { ...view, categoryIds: ['1'] }, view, 'within'],
  [
    'events.categoryIds',
    { ...view, categoryIds: ['1'] },
    { ...view, categoryIds: ['2', '1'] },
    'within',
  ],
  ['events.categoryIds', { ...view, categoryIds: ['1'] }, { ...view, categoryIds: ['2'] }, null],
  ['events.categoryIds', { ...view, categoryIds: [] }, { ...view, categoryIds: null }, 'equal'],
  ['events.brandIds', { ...view, brandIds: ['8'] }, view, 'within'],
  ['events.brandIds', { ...view, brandIds: ['8'] }, { ...view, brandIds: ['9'] }, null],
  // Criteo does not say whether both lists must match.
  [
    'events.brandIds',
    { ...view, categoryIds: ['1'], brandIds: ['8'] },
    { ...view, categoryIds: ['1'] },
    null,
  ],
  [
    'events.brandIds',
    { ...view, categoryIds: ['1'], brandIds: ['8'] },
    { ...view, categoryIds: ['1'], brandIds: ['8', '9'] },
    'within',
  ],
  ['events.minPrice', { ...view, minPrice: 10 }, view, 'within'],
  ['events.minPrice', { ...view, minPrice: 20 }, { ...view, minPrice: 10 }, 'within'],
  // A person may view products of several prices.
  ['events.minPrice', { ...view, minPrice: 20 }, { ...view, maxPrice: 10 }, null],
  ['events.maxPrice', { ...view, maxPrice: 10 }, view, 'within'],
  ['events.maxPrice', { ...view, minPrice: 1, maxPrice: 10 }, { ...view, maxPrice: 20 }, 'within'],
  ['events.maxPrice', { ...view, minPrice: 20, maxPrice: 10 }, view, null],
  ['inMarket.country', france, { country: 'DE' }, null],
  ['inMarket.country', { ...france, gender: 'Male' }, { country: 'DE' }, null],
  [
    'inMarket.interestIds',
    { ...france, interestIds: ['1'] },
    { ...france, interestIds: ['1', '2'] },
    'within',
  ],
  [
    'inMarket.brandIds',
    { ...france, brandIds: ['8'] },
    { ...france, brandIds: ['8', '9'] },
    'within',
  ],
  ['inMarket.brandIds', { ...france, brandIds: ['8'] }, france, null],
  // It is not documented that a segment without any ID takes everyone.
  ['inMarket.interestIds', france, { country: 'FR' }, null],
  ['inMarket.interestIds', { country: 'FR' }, { country: 'FR' }, null],
  [
    'inMarket.brandIds',
    { ...france, interestIds: ['1'], brandIds: ['8'] },
    { ...france, brandIds: ['8'] },
    null,
  ],
  ['inMarket.buyingPower', { ...france, buyingPower: ['Low'] }, france, 'within'],
  [
    'inMarket.buyingPower',
    { ...france, buyingPower: ['Low'] },
    { ...france, buyingPower: ['High', 'Low'] },
    'within',
  ],
  // Criteo does not say that a person has one level, or looks for products of one sort.
  [
    'inMarket.buyingPower',
    { ...france, buyingPower: ['Low'] },
    { ...france, buyingPower: ['High'] },
    null,
  ],
  ['inMarket.gender', { ...france, gender: 'Female' }, france, 'within'],
  ['inMarket.gender', { ...france, gender: 'Female' }, { ...france, gender: 'Male' }, null],
  ['inMarket.priceRange', { ...france, priceRange: ['High'] }, france, 'within'],
  [
    'inMarket.priceRange',
    { ...france, priceRange: ['High'] },
    { ...france, priceRange: ['Low'] },
    null,
  ],
  ['inMarket.priceRange', { ...france, priceRange: ['High'] }, { ...france, gender: 'Male' }, null],
  ['location.radiusInKm', near(5, louvre), near(10, louvre), 'within'],
  ['location.radiusInKm', near(5, louvre), near(6, orsay), 'within'],
  ['location.radiusInKm', near(5, louvre), near(5, orsay), null],
  // 99.5 km, and by some ways to measure more than 100 km.
  [
    'location.radiusInKm',
    near(1, { latitude: 0, longitude: 0 }),
    near(101, { latitude: 0.8948, longitude: 0 }),
    null,
  ],
  ['location.pointsOfInterest', near(5, louvre), near(5, louvre, orsay), 'within'],
  ['location.pointsOfInterest', near(5, louvre), near(5, { ...louvre, name: 'Louvre' }), 'equal'],
  [
    'location.pointsOfInterest',
    near(5, louvre),
    near(5, { ...louvre, latitude: 48.860612 }),
    'equal',
  ],
  // A person may have been at several places.
  ['location.pointsOfInterest', near(1, louvre), near(1, { latitude: 0, longitude: 0 }), null],
  [
    'location.pointsOfInterest',
    near(1, { latitude: 1, longitude: 180 }),
    near(1, { latitude: 1, longitude: -180 }),
    'equal',
  ],
  // Criteo computes them: "users similar to the buyers of the advertiser".
  ['prospecting.usersType', prospects('Prospects', null, null), nonBuyers(0, 9), null],
  ['prospecting.usersType', nonBuyers(0, 9), nonBuyers(0, 9), null],
  ['prospecting.daysSinceLastVisitMin', nonBuyers(5, 9), nonBuyers(0, 9), null],
  ['prospecting.daysSinceLastVisitMax', nonBuyers(0, 9), nonBuyers(null, null), null],
  ['retargeting.visitorsType', visited('Buyers', 0, 30), visited('All', 0, 30), 'within'],
  ['retargeting.visitorsType', visited('Buyers', 0, 30), visited('NonBuyers', 0, 60), 'excludes'],
  ['retargeting.visitorsType', visited('Buyers', 0, 60), visited('NonBuyers', 0, 30), null],
  ['retargeting.visitorsType', visited('Buyers', 0, 30), visited('Someone', 0, 30), null],
  ['retargeting.visitorsType', visited('Someone', 0, 30), visited('Someone', 0, 30), null],
  // Who bought before the shorter window may be a non-buyer of it alone.
  [
    'retargeting.daysSinceLastVisitMax',
    visited('NonBuyers', 0, 7),
    visited('NonBuyers', 0, 30),
    null,
  ],
  [
    'retargeting.daysSinceLastVisitMax',
    visited('NonBuyers', 0, 7),
    visited('All', 0, 30),
    'within',
  ],
  [
    'retargeting.daysSinceLastVisitMax',
    visited('Buyers', 0, 7),
    visited('Buyers', 0, 30),
    'within',
  ],
  ['retargeting.daysSinceLastVisitMin', visited('All', 10, 30), visited('All', 0, 30), 'within'],
  [
    'retargeting.daysSinceLastVisitMin',
    visited('All', 31, 60),
    visited('Buyers', 0, 30),
    'excludes',
  ],
  // Criteo does not say to which of the two the thirtieth day belongs.
  ['retargeting.daysSinceLastVisitMin', visited('All', 30, 60), visited('All', 0, 30), null],
  ['retargeting.daysSinceLastVisitMax', visited('All', 0, 20), visited('All', 0, 30), 'within'],
  ['retargeting.daysSinceLastVisitMax', visited('All', 0, 20), visited('All', 10, 30), null],
  ['retargeting.daysSinceLastVisitMax', visited('All', 30, 20), visited('All', 40, 50), null],
  // Who is in these is uploaded, or computed for each segment.
  ['contactList.identifierType', { identifierType: 'Email' }, { identifierType: 'Email' }, null],
  ['lookalike.seedSegmentId', { seedSegmentId: '1' }, { seedSegmentId: '1' }, null],
  ['lookalike.targetSize', { targetSize: 1 }, { targetSize: 2 }, null],
  ['behavioral', {}, {}, null],
];

/** Values that no manifest can have, and rows of the API might. */
test.each<readonly [string, JsonObject, JsonObject]>([
  ['events', { ...view, minPrice: '5' }, view],
  ['events', { ...view, maxPrice: { amount: 5 } }, view],
  ['events', { ...view, minPrice: '5' }, { ...view, minPrice: '5', lookbackDays: 'Last60Days' }],
  ['events', { ...view, brandIds: [{ id: '8' }] }, { ...view, brandIds: [{ id: '9' }] }],
  ['events', { ...view, categoryIds: { all: true } }, view],
  ['inMarket', { ...france, gender: { not: 'Male' } }, france],
  ['inMarket', { ...france, priceRange: [['High']] }, france],
  ['retargeting', { ...visited('All', 5, 9), daysSinceLastVisitMin: '5' }, visited('All', 0, 9)],
  ['retargeting', { ...visited('All', 5, 9), daysSinceLastVisitMax: '9' }, visited('All', 20, 30)],
  ['location', { ...near(5, louvre), radiusInKm: '5' }, near(10, louvre)],
  ['location', near(5, { ...louvre, altitude: 9 }), near(10, louvre)],
  ['location', near(5, { ...louvre, shape: 'ring' }), near(5, { ...louvre, shape: 'ring' })],
])('%s: nothing is certain of %j and %j', (type, a, b) => {
  expect(relateDefinitions(define(type, a), define(type, b))).toBeNull();
  expect(relateDefinitions(define(type, b), define(type, a))).toBeNull();
});

const turned = { within: 'contains', contains: 'within', equal: 'equal', excludes: 'excludes' };

test.each(rows)('%s: %j and %j', (attribute, a, b, relation) => {
  const type = attribute.split('.')[0] ?? '';
  const [one, other] = [define(type, a), define(type, b)];
  expect(relateDefinitions(one, other)?.relation ?? null).toBe(relation);
  expect(relateDefinitions(other, one)?.relation ?? null).toBe(relation && turned[relation]);
});

test('every attribute has its rows', () => {
  const told = new Set(rows.map(([attribute]) => attribute));
  const all = Object.values(segmentTypes).flatMap(({ attributes }) => attributes);
  expect(all.filter(({ path }) => !told.has(path))).toEqual([]);
});

describe('nothing is certain', () => {
  const week = { ...view, lookbackDays: 'Last7Days' };

  test('of segments of two owners, or of two types', () => {
    const month = define('events', view);
    expect(relateDefinitions(define('events', week), { ...month, ownerId: '2' })).toBeNull();
    expect(relateDefinitions(define('retargeting', visited('All', 0, 1)), month)).toBeNull();
    const buyers = define('retargeting', visited('Buyers', 0, 1));
    const others = { ...define('retargeting', visited('NonBuyers', 0, 1)), ownerId: '2' };
    expect(relateDefinitions(buyers, others)).toBeNull();
  });

  test.each(['events.lookbackDays', 'events.brandIds'])('where %s cannot be read', (path) => {
    const unread = { ...define('events', view), incomparable: [path] };
    expect(relateDefinitions(define('events', week), unread)).toBeNull();
    expect(relateDefinitions(unread, unread)).toBeNull();
  });

  test('of an attribute without a rule', () => {
    const other = define('events', { ...view, mood: 'good' });
    expect(relateDefinitions(define('events', week), other)).toBeNull();
  });
});

test('names and descriptions do not matter', () => {
  const [a, b] = [
    define('events', view, { description: 'a' }),
    define('events', view, { name: 'b' }),
  ];
  expect(relateDefinitions(a, b)?.relation).toBe('equal');
});

test('what keeps two apart is certain although something else of them cannot be read', () => {
  const early = {
    ...define('retargeting', visited('Buyers', 0, 30)),
    incomparable: ['retargeting.visitorsType'],
  };
  const late = define('retargeting', visited('Buyers', 40, 60));
  expect(relateDefinitions(early, late)?.relation).toBe('excludes');
});
