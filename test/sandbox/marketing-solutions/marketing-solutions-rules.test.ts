/** One row for each code that the marketing-solutions guide documents and a request can meet. */
import { describe, expect, test } from '@jest/globals';
import { behavioralSegments } from '../../../src/sandbox/marketing-solutions/behavioral-segments.ts';
import type { SettingsInput } from '../../../src/sandbox/settings.ts';
import { bulk, codesOf, connect, createAll, created, marketingSolutions } from '../client.ts';

const segments = `${marketingSolutions}/audience-segments`;
const audiences = `${marketingSolutions}/audiences`;
const advertiserId = '4949';

const inMarket = { country: 'FR', interestIds: ['928'], brandIds: ['289'] };
const shop = { name: 'Shop', latitude: 48.85341, longitude: 2.3488 };
const location = { pointsOfInterest: [shop], radiusInKm: 10 };
const retargeting = {
  visitorsType: 'Buyers',
  daysSinceLastVisitMin: 10,
  daysSinceLastVisitMax: 60,
};

async function aWorld(settings: SettingsInput = {}) {
  const client = await connect({ behavioralSegments: 1 });
  const [list = '', market = '', visitors = '', foreignList = ''] = await createAll(
    client,
    segments,
    { name: 'Customers', advertiserId, contactList: {} },
    { name: 'Shoe fans', advertiserId, inMarket },
    { name: 'Buyers', advertiserId, retargeting },
    { name: 'Theirs', advertiserId: '1', contactList: {} },
  );
  const [audience = ''] = await createAll(client, audiences, {
    name: 'Known',
    advertiserId,
    algebra: { audienceSegmentId: list },
  });
  const [behavioral] = behavioralSegments(1);
  client.sandbox.configure(settings);
  return {
    client,
    list,
    market,
    visitors,
    foreignList,
    audience,
    behavioral: behavioral?.id ?? '',
  };
}

type World = Awaited<ReturnType<typeof aWorld>>;
type Act = (world: World) => readonly [method: string, path: string, body: unknown];

function newSegment(attributes: object | ((world: World) => object)): Act {
  return (world) => {
    const own = typeof attributes === 'function' ? attributes(world) : attributes;
    return ['POST', `${segments}/create`, bulk(created({ name: 'New', advertiserId, ...own }))];
  };
}

function newAudience(algebra: (world: World) => object): Act {
  return (world) => [
    'POST',
    `${audiences}/create`,
    bulk(created({ name: 'New', advertiserId, algebra: algebra(world) })),
  ];
}

const leaf = (id: string) => ({ audienceSegmentId: id });

const refusedItems: readonly (readonly [string, Act, SettingsInput?])[] = [
  ['name-must-be-unique', newSegment({ name: 'Customers', contactList: {} })],
  ['name-must-not-be-empty', newSegment({ name: null, contactList: {} })],
  ['name-must-not-be-too-long', newSegment({ name: 'x'.repeat(257), contactList: {} })],
  [
    'type-must-be-the-same',
    ({ list }) => ['PATCH', segments, bulk({ id: list, attributes: { inMarket: {} } })],
  ],
  [
    'segment-must-have-valid-segment-id',
    () => ['PATCH', segments, bulk({ id: 'abc', attributes: {} })],
  ],
  ['segment-not-found', () => ['PATCH', segments, bulk({ id: '1', attributes: {} })]],
  [
    'segment-must-not-be-used-in-audience',
    ({ list }) => ['POST', `${segments}/delete`, bulk({ id: list })],
  ],
  ['country-code-is-required', newSegment({ inMarket: {} })],
  ['country-code-must-be-valid', newSegment({ inMarket: { ...inMarket, country: 'XX' } })],
  ['country-code-must-be-valid', newSegment({ inMarket: { ...inMarket, country: 'fr' } })],
  ['country-code-must-be-authorized', newSegment({ inMarket }), { unauthorizedCountries: ['FR'] }],
  ['brand-list-must-be-valid', newSegment({ inMarket: { ...inMarket, brandIds: ['shoes'] } })],
  ['interests-list-must-be-valid', newSegment({ inMarket: { ...inMarket, interestIds: [''] } })],
  ['buying-power-must-be-valid', newSegment({ inMarket: { ...inMarket, buyingPower: ['Huge'] } })],
  ['gender-must-be-valid', newSegment({ inMarket: { ...inMarket, gender: 'male' } })],
  [
    'gender-must-be-valid',
    ({ market }) => [
      'PATCH',
      segments,
      bulk({ id: market, attributes: { inMarket: { gender: { value: 'X' } } } }),
    ],
  ],
  [
    'price-range-must-be-valid',
    newSegment({ inMarket: { ...inMarket, priceRange: ['VeryHigh'] } }),
  ],
  ['poi-list-must-be-not-empty', newSegment({ location: { ...location, pointsOfInterest: [] } })],
  ['poi-radius-must-be-not-null', newSegment({ location: { pointsOfInterest: [shop] } })],
  ['radius-must-be-in-range', newSegment({ location: { ...location, radiusInKm: 0 } })],
  [
    'poi-coordinates-must-be-valid',
    newSegment({ location: { ...location, pointsOfInterest: [{ ...shop, latitude: 90.1 }] } }),
  ],
  [
    'poi-coordinates-must-be-unique',
    newSegment({
      location: { ...location, pointsOfInterest: [shop, { ...shop, latitude: 48.853411 }] },
    }),
  ],
  [
    'retargeting-segment-days-since-last-visit-are-not-compatible',
    newSegment({ retargeting: { ...retargeting, daysSinceLastVisitMin: 60 } }),
  ],
  [
    'retargeting-segment-days-since-last-visit-are-not-in-acceptable-range',
    newSegment({ retargeting: { ...retargeting, daysSinceLastVisitMax: 401 } }),
  ],
  [
    'audience-with-retargeting-segment-must-be-correctly-specified',
    newAudience(({ list, visitors }) => ({ or: [leaf(list), leaf(visitors)] })),
  ],
  [
    'audience-must-contain-only-existing-segments',
    newAudience(({ foreignList }) => leaf(foreignList)),
  ],
  [
    'audience-algebra-must-be-limited',
    newAudience(({ list, market }) => ({ or: [leaf(list), { not: leaf(market) }] })),
  ],
  ['segment-not-found', newSegment({ lookalike: { seedSegmentId: '1' } })],
  [
    'sandbox-seed-must-be-a-contact-list',
    newSegment(({ market }) => ({ lookalike: { seedSegmentId: market } })),
  ],
  [
    'sandbox-seed-must-belong-to-advertiser',
    newSegment(({ foreignList }) => ({ lookalike: { seedSegmentId: foreignList } })),
  ],
  [
    'sandbox-target-size-must-be-in-range',
    newSegment(({ list }) => ({ lookalike: { seedSegmentId: list, targetSize: 1 } })),
  ],
  [
    'sandbox-segment-is-read-only',
    ({ behavioral }) => ['POST', `${segments}/delete`, bulk({ id: behavioral })],
  ],
  [
    'sandbox-audience-must-not-be-used-in-ad-set',
    ({ client, audience }) => {
      const attributes = { adSetIds: ['12'] };
      client.sandbox.edit({
        platform: 'marketing-solutions',
        kind: 'audience',
        id: audience,
        attributes,
      });
      return ['POST', `${audiences}/delete`, bulk({ id: audience })];
    },
  ],
  [
    'required-field',
    newSegment({ prospecting: {} }),
    { variants: { emptyProspecting: 'refused' } },
  ],
];

const refusedWhole: readonly (readonly [string, Act])[] = [
  [
    'required-field',
    () => ['POST', `${segments}/create`, bulk(created({ name: 'No owner', contactList: {} }))],
  ],
  ['invalid', newSegment({})],
  ['in-market-settings-must-be-defined', newSegment({ inMarket: null })],
  ['non-parsable-id', () => ['PATCH', audiences, bulk({ id: 'abc', attributes: {} })]],
  ['invalid', newSegment({ contactList: {}, inMarket })],
  ['required-field', newSegment({ retargeting: { visitorsType: 'All' } })],
  ['invalid', newSegment({ prospecting: { usersType: 'Everyone' } })],
  ['required-field', newSegment({ lookalike: {} })],
  [
    'invalid',
    ({ visitors }) => [
      'PATCH',
      segments,
      bulk({ id: visitors, attributes: { retargeting: { daysSinceLastVisitMin: { value: 1 } } } }),
    ],
  ],
  ['pagination-limit-invalid', () => ['POST', `${segments}/search?limit=101`, { data: {} }]],
  [
    'payload-too-big',
    ({ list }) => [
      'POST',
      `${audiences}/delete`,
      bulk(...Array.from({ length: 11 }, () => ({ id: list }))),
    ],
  ],
];

describe('an item that marketing solutions refuses', () => {
  test.each(refusedItems)('%s', async (...row) => {
    const [code, act, settings] = row;
    const world = await aWorld(settings);
    const reply = await world.client.send(...act(world));
    expect(reply.status).toBe(200);
    expect(reply.json.data).toEqual([]);
    expect(codesOf(reply)).toContain(code);
  });
});

describe('a request that marketing solutions refuses whole', () => {
  test.each(refusedWhole)('%s', async (code, act) => {
    const world = await aWorld();
    const reply = await world.client.send(...act(world));
    expect([reply.status, codesOf(reply)[0]]).toEqual([400, code]);
  });
});

test('the seed of a lookalike stays while the lookalike does', async () => {
  const { client, list, audience } = await aWorld();
  const [lookalike = ''] = await createAll(client, segments, {
    name: 'Alike',
    advertiserId,
    lookalike: { seedSegmentId: list },
  });
  await client.send('POST', `${audiences}/delete`, bulk({ id: audience }));
  const refused = await client.send('POST', `${segments}/delete`, bulk({ id: list }));
  expect(codesOf(refused)).toEqual(['sandbox-segment-must-not-be-used-as-seed']);
  await client.send('POST', `${segments}/delete`, bulk({ id: lookalike }));
  const done = await client.send('POST', `${segments}/delete`, bulk({ id: list }));
  expect(done.json.data).toHaveLength(1);
});

test('behavioral segments can be used in audiences of every advertiser', async () => {
  const { client, behavioral } = await aWorld();
  for (const owner of ['4949', '5000']) {
    await createAll(client, audiences, {
      name: 'Ready-made',
      advertiserId: owner,
      algebra: { audienceSegmentId: behavioral },
    });
  }
});

test.each([
  [48.853409999, 48.85341],
  [1.000005, 1.00001],
  [-1.000005, -1.00001],
  [-0.000001, 0],
  [90, 90],
  [2.3488, 2.3488],
])('a latitude of %d is stored as %d', async (latitude, stored) => {
  const client = await connect();
  const item = created({
    name: 'Shop',
    advertiserId,
    location: {
      ...location,
      registryType: 'PointsOfInterest',
      pointsOfInterest: [{ ...shop, latitude }],
    },
  });
  const reply = await client.send('POST', `${segments}/create`, bulk(item));
  expect(reply.json.data[0].attributes.location).toEqual({
    registryType: 'PointOfInterest',
    pointsOfInterest: [{ ...shop, latitude: stored }],
    radiusInKm: 10,
  });
});
