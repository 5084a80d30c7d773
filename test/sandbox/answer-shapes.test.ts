/**
 * Official clients refuse answers whose types, required members or enum values differ from the
 * vendor's OpenAPI. This holds the answers of every endpoint against them, a row for each.
 */
import { expect, test } from '@jest/globals';
import {
  amended,
  amendmentAttributes,
  differences,
  digits,
  type Form,
  found,
  integer,
  list,
  marketingSolutionsAudience,
  marketingSolutionsSegment,
  nullable,
  one,
  retailMediaAudience,
  retailMediaSegment,
  retailMediaSize,
  size,
  statistics,
  string,
} from './answer-forms.ts';
import {
  aContactList,
  anEventSegment,
  bulk,
  connect,
  createAll,
  created,
  everything,
  marketingSolutions,
  retailMedia,
  retailMediaPreview,
} from './client.ts';

const msSegments = `${marketingSolutions}/audience-segments`;
const msAudiences = `${marketingSolutions}/audiences`;
const rmSegments = `${retailMedia}/audience-segments`;
const rmSegmentsPreview = `${retailMediaPreview}/audience-segments`;
const rmAudiences = `${retailMediaPreview}/audiences`;
const advertiserId = '4949';

async function aWorld() {
  const client = await connect();
  const [list = '', events = ''] = await createAll(
    client,
    rmSegments,
    aContactList,
    anEventSegment,
  );
  const [audience = ''] = await createAll(client, rmAudiences, {
    name: 'Both',
    retailerId: '1234',
    algebra: { or: [{ audienceSegmentId: list }, { audienceSegmentId: events }] },
  });
  const [msList = '', msMarket = ''] = await createAll(
    client,
    msSegments,
    { name: 'List', advertiserId, contactList: {} },
    { name: 'In market', advertiserId, inMarket: { country: 'FR', interestIds: ['928'] } },
    {
      name: 'Location',
      advertiserId,
      location: {
        pointsOfInterest: [{ name: 'Shop', latitude: 48.8, longitude: 2.3 }],
        radiusInKm: 5,
      },
    },
    { name: 'Prospecting', advertiserId, prospecting: { usersType: 'Prospects' } },
    {
      name: 'Retargeting',
      advertiserId,
      retargeting: { visitorsType: 'All', daysSinceLastVisitMin: 0, daysSinceLastVisitMax: 30 },
    },
  );
  await createAll(client, msSegments, {
    name: 'Alike',
    advertiserId,
    lookalike: { seedSegmentId: msList },
  });
  const [msAudience = ''] = await createAll(client, msAudiences, {
    name: 'Shoppers',
    advertiserId,
    algebra: { audienceSegmentId: msMarket },
  });
  await client.send(
    'POST',
    `/2026-07/retail-media/audience-segments/${list}/contact-list/add-remove`,
    {
      data: { attributes: { operation: 'add', identifiers: ['a@example.com', 'b@example.com'] } },
    },
  );
  return { client, list, events, audience, msList, msMarket, msAudience };
}

type World = Awaited<ReturnType<typeof aWorld>>;
type Call = (world: World) => readonly [method: string, path: string, body?: unknown];

function amendment(type: string, identifierType: string): object {
  const identifiers = ['a@example.com', 'nobody'];
  return { data: { type, attributes: { operation: 'add', identifierType, identifiers } } };
}

const refused = { id: '1' };

const endpoints: readonly (readonly [title: string, call: Call, form: Form])[] = [
  [
    'creating retail-media segments',
    () => [
      'POST',
      `${rmSegments}/create`,
      bulk(created({ ...aContactList, name: 'New' }), created(aContactList)),
    ],
    list(retailMediaSegment),
  ],
  [
    'updating retail-media segments',
    ({ list: id }) => [
      'PATCH',
      rmSegments,
      bulk({ id, attributes: { description: { value: 'New' } } }, { ...refused, attributes: {} }),
    ],
    list(retailMediaSegment),
  ],
  [
    'deleting retail-media segments',
    ({ list: id }) => ['POST', `${rmSegments}/delete`, bulk({ id }, refused)],
    list({}),
  ],
  [
    'searching retail-media segments',
    () => ['POST', `${rmSegments}/search`, everything],
    found(retailMediaSegment),
  ],
  [
    'sizes of retail-media segments',
    ({ events }) => [
      'POST',
      `${rmSegmentsPreview}/compute-sizes`,
      { data: { attributes: { channel: 'Onsite', ids: [events, '1'] } } },
    ],
    list(retailMediaSize),
  ],
  [
    'the size that a retail-media segment would have',
    () => [
      'POST',
      `${rmSegmentsPreview}/estimate-size`,
      {
        data: { attributes: { channel: 'Onsite', retailerId: '1', events: anEventSegment.events } },
      },
    ],
    one(retailMediaSize),
  ],
  [
    'creating retail-media audiences',
    ({ events }) => [
      'POST',
      `${rmAudiences}/create`,
      bulk(
        created({ name: 'New', retailerId: '1234', algebra: { audienceSegmentId: events } }),
        created({
          name: 'Not limited',
          retailerId: '1234',
          algebra: { not: { audienceSegmentId: events } },
        }),
      ),
    ],
    list(retailMediaAudience),
  ],
  [
    'updating retail-media audiences',
    ({ audience }) => [
      'PATCH',
      rmAudiences,
      bulk({ id: audience, attributes: { name: 'Renamed' } }),
    ],
    list(retailMediaAudience),
  ],
  [
    'deleting retail-media audiences',
    ({ audience }) => ['POST', `${rmAudiences}/delete`, bulk({ id: audience }, refused)],
    list({}),
  ],
  [
    'searching retail-media audiences',
    () => ['POST', `${retailMedia}/audiences/search`, everything],
    found(retailMediaAudience),
  ],
  [
    'sizes of retail-media audiences',
    ({ audience }) => [
      'POST',
      `${rmAudiences}/compute-sizes`,
      { data: { attributes: { channel: 'Offsite', ids: [audience, '1'] } } },
    ],
    list(retailMediaSize),
  ],
  [
    'the size that a retail-media audience would have',
    ({ events }) => [
      'POST',
      `${rmAudiences}/estimate-size`,
      {
        data: {
          attributes: {
            channel: 'Onsite',
            retailerId: '1234',
            algebra: { audienceSegmentId: events },
          },
        },
      },
    ],
    one(retailMediaSize),
  ],
  [
    'amending a retail-media contact list',
    ({ list: id }) => [
      'POST',
      `/2026-07/retail-media/audience-segments/${id}/contact-list/add-remove`,
      amendment('AddRemoveContactlist', 'Email'),
    ],
    amended(amendmentAttributes, { type: string }),
  ],
  [
    'statistics of a retail-media contact list',
    ({ list: id }) => ['GET', `${rmSegments}/${id}/contact-list`],
    one(statistics),
  ],
  [
    'creating marketing-solutions segments',
    () => [
      'POST',
      `${msSegments}/create`,
      bulk(
        created({ name: 'New', advertiserId, prospecting: {} }),
        created({ name: '', advertiserId, contactList: {} }),
      ),
    ],
    list(marketingSolutionsSegment),
  ],
  [
    'updating marketing-solutions segments',
    ({ msMarket }) => [
      'PATCH',
      msSegments,
      bulk({ id: msMarket, attributes: { inMarket: { gender: { value: 'Male' } } } }),
    ],
    list(marketingSolutionsSegment),
  ],
  [
    'deleting marketing-solutions segments',
    ({ msList }) => ['POST', `${msSegments}/delete`, bulk({ id: msList }, refused)],
    list({}),
  ],
  [
    'searching marketing-solutions segments',
    () => ['POST', `${msSegments}/search?limit=100`, everything],
    found(marketingSolutionsSegment),
  ],
  [
    'sizes of marketing-solutions segments',
    ({ msMarket, msList }) => [
      'POST',
      `${msSegments}/compute-sizes`,
      bulk({ id: msMarket }, { id: msList }, refused),
    ],
    list(size),
  ],
  [
    'the size that a marketing-solutions segment would have',
    () => [
      'POST',
      `${msSegments}/estimate-size`,
      { data: { attributes: { advertiserId, inMarket: { country: 'FR', brandIds: ['289'] } } } },
    ],
    one(size),
  ],
  [
    'in-market brands',
    () => ['GET', `${msSegments}/in-market-brands?advertiser-id=1&country=FR`],
    list({ name: string, size: integer }),
  ],
  [
    'in-market interests, which the sandbox also names',
    () => ['GET', `${msSegments}/in-market-interests?advertiser-id=1&country=US`],
    list({ parentId: nullable(digits), name: string }),
  ],
  [
    'amending a marketing-solutions contact list',
    ({ msList }) => [
      'PATCH',
      `${msSegments}/${msList}/contact-list`,
      amendment('ContactlistAmendment', 'email'),
    ],
    amended({ 'type!': string, 'attributes!': amendmentAttributes }),
  ],
  [
    'clearing a marketing-solutions contact list',
    ({ msList }) => ['DELETE', `${msSegments}/${msList}/contact-list`],
    amended({ 'id!': digits, 'type!': string }),
  ],
  [
    'statistics of a marketing-solutions contact list',
    ({ msList }) => ['GET', `${msSegments}/${msList}/contact-list/statistics`],
    one(statistics),
  ],
  [
    'creating marketing-solutions audiences',
    ({ msList }) => [
      'POST',
      `${msAudiences}/create`,
      bulk(created({ name: 'New', advertiserId, algebra: { audienceSegmentId: msList } })),
    ],
    list(marketingSolutionsAudience),
  ],
  [
    'updating marketing-solutions audiences',
    ({ msAudience }) => [
      'PATCH',
      msAudiences,
      bulk({ id: msAudience, type: 'Audience', attributes: { description: { value: 'x' } } }),
    ],
    list(marketingSolutionsAudience),
  ],
  [
    'deleting marketing-solutions audiences',
    ({ msAudience }) => ['POST', `${msAudiences}/delete`, bulk({ id: msAudience }, refused)],
    list({}),
  ],
  [
    'searching marketing-solutions audiences',
    () => ['POST', `${msAudiences}/search`, everything],
    found(marketingSolutionsAudience),
  ],
  [
    'sizes of marketing-solutions audiences',
    ({ msAudience }) => ['POST', `${msAudiences}/compute-sizes`, bulk({ id: msAudience }, refused)],
    list(size),
  ],
  [
    'the size that a marketing-solutions audience would have',
    ({ msMarket }) => [
      'POST',
      `${msAudiences}/estimate-size`,
      { data: { attributes: { advertiserId, algebra: { audienceSegmentId: msMarket } } } },
    ],
    one(size),
  ],
  [
    'amending a list with attributes of each identifier',
    ({ msList }) => [
      'PATCH',
      `/preview/marketing-solutions/audiences/${msList}/contactlist-attributes`,
      {
        data: {
          type: 'ContactlistWithUserAttributesAmendment',
          attributes: {
            operation: 'add',
            identifierType: 'email',
            identifiers: [{ identifier: 'a@example.com', attributes: [{ key: 'k', value: 'v' }] }],
          },
        },
      },
    ],
    amended({ 'type!': string, 'attributes!': amendmentAttributes }),
  ],
];

test.each(endpoints)('%s answers in the shape of the OpenAPI', async (_title, call, form) => {
  const world = await aWorld();
  const reply = await world.client.send(...call(world));
  expect(reply.status).toBe(200);
  expect(reply.json.data).toBeTruthy();
  expect(differences(reply.json, form)).toEqual([]);
});
