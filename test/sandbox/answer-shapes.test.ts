/**
 * Official clients refuse answers whose types, required members or enum values differ from the
 * vendor's OpenAPI. This states them, one row an endpoint, and holds real answers against them.
 */
import { expect, test } from '@jest/globals';
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

type Check = (value: unknown) => boolean;
/** A member whose name ends in `!` is required; `null` stands for nullable. */
type Form = Check | readonly [Form] | { readonly [member: string]: Form };

const string: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const integer: Check = (value) => Number.isInteger(value);
const boolean: Check = (value) => typeof value === 'boolean';
const instant: Check = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)$/.test(value);
const digits: Check = (value) => typeof value === 'string' && /^\d+$/.test(value);
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.some((each) => each === value);
const nullable =
  (form: Check): Check =>
  (value) =>
    value === null || form(value);

const problemTypes = [
  'access-control',
  'authentication',
  'authorization',
  'availability',
  'deprecation',
  'quota',
  'validation',
];

const commonProblem: Form = {
  type: oneOf('unknown', ...problemTypes),
  code: nullable(string),
  instance: nullable(string),
  title: nullable(string),
  detail: nullable(string),
  traceId: nullable(string),
  traceIdentifier: nullable(string),
};

const audienceProblem: Form = {
  'type!': oneOf(...problemTypes),
  'code!': string,
  'instance!': string,
};

interface Envelope {
  readonly [member: string]: Form;
}

function list(attributes: Form): Envelope {
  return {
    data: [{ id: digits, type: string, attributes }],
    errors: [commonProblem],
    warnings: [commonProblem],
  };
}

function found(attributes: Form): Form {
  return {
    ...list(attributes),
    meta: { totalItems: integer, limit: integer, offset: integer },
  };
}

function one(attributes: Form): Form {
  return {
    data: { id: digits, type: string, attributes },
    errors: [commonProblem],
    warnings: [commonProblem],
  };
}

const channels: Form = [oneOf('Onsite', 'Offsite', 'Unknown')];

const retailMediaSegment: Form = {
  name: string,
  description: nullable(string),
  accountId: digits,
  retailerId: digits,
  type: oneOf('Unknown', 'ContactList', 'Events'),
  createdAt: instant,
  updatedAt: instant,
  createdById: nullable(string),
  channels,
  contactList: {
    identifierType: oneOf(
      'Email',
      'UserIdentifier',
      'IdentityLink',
      'CustomerId',
      'PhoneNumber',
      'Unknown',
    ),
    isReadOnly: boolean,
    sharingStatus: oneOf('NotShared', 'SharedWithAll', 'SharedWithDemandAccounts', 'Unknown'),
  },
  events: {
    shopperActivity: oneOf('View', 'Buy', 'AddToCart', 'Unknown'),
    lookbackDays: string,
    categoryIds: [string],
    brandIds: [string],
    minPrice: nullable(number),
    maxPrice: nullable(number),
  },
};

const algebra: Form = {
  audienceSegmentId: digits,
  and: [{ audienceSegmentId: digits }],
  or: [{ audienceSegmentId: digits }],
  not: { audienceSegmentId: digits },
};

const retailMediaAudience: Form = {
  name: string,
  description: nullable(string),
  accountId: digits,
  retailerId: digits,
  createdAt: instant,
  updatedAt: instant,
  createdById: nullable(string),
  channels,
  algebra,
};

const marketingSolutionsSegment: Form = {
  name: string,
  description: nullable(string),
  advertiserId: nullable(digits),
  type: oneOf(
    'Unknown',
    'InMarket',
    'Prospecting',
    'ContactList',
    'Location',
    'Behavioral',
    'Retargeting',
    'Lookalike',
  ),
  createdAt: instant,
  updatedAt: instant,
  contactList: { isReadOnly: boolean },
  inMarket: {
    country: string,
    interestIds: [string],
    brandIds: [string],
    buyingPower: [oneOf('Low', 'Medium', 'High', 'VeryHigh', 'Unknown')],
    gender: nullable(oneOf('Male', 'Female', 'Unknown')),
    priceRange: [oneOf('Low', 'Medium', 'High', 'Unknown')],
  },
  location: {
    registryType: oneOf('PointOfInterest', 'Unknown'),
    pointsOfInterest: [{ name: nullable(string), latitude: number, longitude: number }],
    radiusInKm: integer,
  },
  prospecting: {
    usersType: oneOf('Prospects', 'ProspectsOrNonBuyers', 'Unknown'),
    daysSinceLastVisitMin: nullable(integer),
    daysSinceLastVisitMax: nullable(integer),
  },
  lookalike: { seedSegmentId: digits, targetSize: integer },
  retargeting: {
    visitorsType: oneOf('All', 'Buyers', 'NonBuyers', 'Unknown'),
    daysSinceLastVisitMin: integer,
    daysSinceLastVisitMax: integer,
  },
  behavioral: {
    'category!': oneOf('Unknown', 'Lifestyles', 'LifeEvents', 'Seasonal', 'BuyingPatterns'),
    country: string,
    startDate: nullable(instant),
    endDate: nullable(instant),
  },
};

const marketingSolutionsAudience: Form = {
  name: string,
  description: nullable(string),
  advertiserId: digits,
  adSetIds: [digits],
  createdAt: instant,
  updatedAt: instant,
  algebra,
};

const retailMediaSize: Form = { size: integer, relativeSize: number };
const size: Form = { size: integer };
const statistics: Form = {
  numberOfIdentifiers: integer,
  numberOfMatches: integer,
  matchRate: number,
};

const amendmentAttributes: Form = {
  'contactListId!': integer,
  'operation!': oneOf('add', 'remove'),
  'requestDate!': instant,
  identifierType: string,
  nbValidIdentifiers: integer,
  nbInvalidIdentifiers: integer,
  sampleInvalidIdentifiers: [string],
};

function amended(data: Form, more: Envelope = {}): Form {
  return { ...more, 'data!': data, 'errors!': [audienceProblem], 'warnings!': [audienceProblem] };
}

function isListForm(form: Form): form is readonly [Form] {
  return Array.isArray(form);
}

/** Where an answer differs from its form, as paths; members that the form does not have are listed too. */
function differences(value: unknown, form: Form, path = ''): readonly string[] {
  if (typeof form === 'function') return form(value) ? [] : [`${path} = ${JSON.stringify(value)}`];
  if (isListForm(form)) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((member, index) => differences(member, form[0], `${path}/${index}`));
  }
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  const members = new Map(Object.entries(form).map(([key, each]) => [key.replace('!', ''), each]));
  const missing = Object.keys(form)
    .filter((key) => key.endsWith('!') && !(key.slice(0, -1) in value))
    .map((key) => `${path}/${key} is missing`);
  return [
    ...missing,
    ...Object.entries(value).flatMap(([key, member]) => {
      const own = members.get(key);
      return own === undefined
        ? [`${path}/${key} is not known`]
        : differences(member, own, `${path}/${key}`);
    }),
  ];
}

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
