/** One row for each code that the retail-media guides document and a request can meet. */
import { describe, expect, test } from '@jest/globals';
import type { SettingsInput } from '../../../src/sandbox/settings.ts';
import {
  aContactList,
  accountId,
  anEventSegment,
  bulk,
  type Client,
  codesOf,
  connect,
  createAll,
  created,
  everything,
  retailMedia,
  retailMediaPreview,
} from '../client.ts';

const segments = `${retailMedia}/audience-segments`;
const audiences = `${retailMediaPreview}/audiences`;

/** A world with a list, an event segment, an onsite list, another retailer's list, and an audience. */
async function aWorld(settings: SettingsInput = {}) {
  const client = await connect();
  const [list = '', events = '', onsite = '', other = ''] = await createAll(
    client,
    segments,
    aContactList,
    anEventSegment,
    { ...aContactList, name: 'Loyalty cards', contactList: { identifierType: 'CustomerId' } },
    { ...aContactList, name: 'Elsewhere', retailerId: '5678' },
  );
  const [audience = ''] = await createAll(client, audiences, {
    name: 'Customers',
    retailerId: '1234',
    algebra: { audienceSegmentId: list },
  });
  client.sandbox.configure(settings);
  return { client, list, events, onsite, other, audience };
}

type World = Awaited<ReturnType<typeof aWorld>>;
type Act = (world: World) => readonly [method: string, path: string, body: unknown];

function newAudience(algebra: (world: World) => unknown, more: object = {}): Act {
  return (world) => [
    'POST',
    `${audiences}/create`,
    bulk(created({ name: 'New', retailerId: '1234', algebra: algebra(world), ...more })),
  ];
}

const leaf = (id: string) => ({ audienceSegmentId: id });
const nested = (depth: number, node: unknown): unknown =>
  depth === 0 ? node : { not: nested(depth - 1, node) };
const items = (count: number) =>
  Array.from({ length: count }, (_, index) => created({ ...aContactList, name: `List ${index}` }));

const refusedWhole: readonly (readonly [string, Act])[] = [
  ['empty-data-object', () => ['POST', `${audiences}/create`, bulk()]],
  ['empty-data-object', () => ['POST', `${segments}/delete`, {}]],
  ['empty-attributes-object', () => ['POST', `${audiences}/create`, bulk({ type: 'Audience' })]],
  ['non-parsable-id', () => ['PATCH', audiences, bulk({ id: 'abc', attributes: {} })]],
  ['non-parsable-id', newAudience(() => leaf('abc'))],
  [
    'duplicate-id',
    ({ audience }) => ['POST', `${audiences}/delete`, bulk({ id: audience }, { id: audience })],
  ],
  [
    'invalid-audience-type',
    ({ audience }) => ['POST', `${audiences}/delete`, bulk({ id: audience, type: 'Segment' })],
  ],
  ['payload-too-big', () => ['POST', `${segments}/create`, bulk(...items(11))]],
  ['multiple-algebra-operators', newAudience(({ list }) => ({ ...leaf(list), not: leaf(list) }))],
  ['audience-algebra-cannot-be-null-or-empty', newAudience(() => undefined)],
  ['audience-algebra-cannot-be-null-or-empty', newAudience(() => ({}))],
  ['audience-algebra-too-deep', newAudience(({ list }) => nested(10, leaf(list)))],
  [
    'audience-algebra-has-too-many-segments',
    newAudience(({ list }) => ({ or: Array.from({ length: 11 }, () => leaf(list)) })),
  ],
  ['pagination-limit-invalid', () => ['POST', `${segments}/search?limit=501`, everything]],
  [
    'pagination-limit-cannot-be-zero',
    () => ['POST', `${segments}/search?limit=0&offset=1`, everything],
  ],
  ['pagination-offset-invalid', () => ['POST', `${segments}/search?offset=-1`, everything]],
  ['required-field', () => ['POST', `${segments}/search`, undefined]],
  ['invalid', () => ['POST', `${segments}/create`, '{"data": [']],
  [
    'invalid',
    () => ['POST', `${segments}/create`, bulk(created({ ...aContactList, retailerId: 12 }))],
  ],
  [
    'required-field',
    () => [
      'POST',
      `${segments}/create`,
      bulk(created({ name: 'x', contactList: { identifierType: 'Email' } })),
    ],
  ],
  ['invalid', () => ['POST', `${segments}/create`, bulk(created({ name: 'x', retailerId: '1' }))]],
  [
    'invalid',
    () => [
      'POST',
      `${segments}/create`,
      bulk(created({ ...aContactList, events: anEventSegment.events })),
    ],
  ],
  [
    'invalid',
    () => [
      'POST',
      `${segments}/create`,
      bulk(created({ ...aContactList, contactList: { identifierType: 'Gum' } })),
    ],
  ],
  [
    'invalid',
    ({ events }) => [
      'PATCH',
      segments,
      bulk({ id: events, attributes: { events: { minPrice: 5 } } }),
    ],
  ],
];

const refusedItems: readonly (readonly [string, Act, SettingsInput?])[] = [
  [
    'duplicate-name',
    ({ list }) => {
      const item = created({ name: 'Twin', retailerId: '1234', algebra: leaf(list) });
      return ['POST', `${audiences}/create`, bulk(item, item)];
    },
  ],
  ['name-must-not-be-empty', newAudience(({ list }) => leaf(list), { name: '' })],
  ['name-must-not-be-too-long', newAudience(({ list }) => leaf(list), { name: 'x'.repeat(257) })],
  ['name-must-be-unique', newAudience(({ list }) => leaf(list), { name: 'Customers' })],
  [
    'name-must-be-unique',
    () => ['POST', `${segments}/create`, bulk(created({ ...aContactList, retailerId: '9' }))],
  ],
  [
    'name-must-be-unique',
    ({ events }) => [
      'PATCH',
      segments,
      bulk({ id: events, attributes: { name: aContactList.name } }),
    ],
  ],
  ['audience-not-found', () => ['PATCH', audiences, bulk({ id: '1', attributes: {} })]],
  ['segment-not-found', () => ['POST', `${segments}/delete`, bulk({ id: '1' })]],
  ['audiences-limit-reached', newAudience(({ list }) => leaf(list)), { audienceLimit: 1 }],
  ['audience-algebra-must-be-limited', newAudience(({ list }) => ({ not: leaf(list) }))],
  [
    'audience-algebra-and-or-nodes-must-include-more-than-one-node',
    newAudience(({ list }) => ({ and: [leaf(list)] })),
  ],
  [
    'audience-channel-must-be-valid',
    newAudience(({ list, onsite }) => ({ and: [leaf(list), { not: leaf(onsite) }] })),
  ],
  ['audience-retailer-must-match-segment-retailers', newAudience(({ other }) => leaf(other))],
  ['audience-must-contain-only-existing-segments', newAudience(() => leaf('12'))],
  [
    'audience-must-not-be-used-in-line-item',
    ({ client, audience }) => {
      client.sandbox.configure({ lineItemAudienceIds: [audience] });
      return ['POST', `${audiences}/delete`, bulk({ id: audience })];
    },
  ],
  [
    'account-must-be-active',
    newAudience(({ list }) => leaf(list)),
    { accounts: { [accountId]: 'inactive' } },
  ],
  [
    'account-must-be-supply',
    newAudience(({ list }) => leaf(list)),
    { accounts: { [accountId]: 'demand' } },
  ],
  [
    'retailer-must-be-authorized',
    newAudience(({ list }) => leaf(list)),
    { retailers: { '1234': 'unauthorized' } },
  ],
  [
    'retailer-must-be-live',
    newAudience(({ list }) => leaf(list)),
    { retailers: { '1234': 'not-live' } },
  ],
  [
    'segment-must-not-be-used-in-audience',
    ({ list }) => ['POST', `${segments}/delete`, bulk({ id: list })],
  ],
  [
    'type-must-be-the-same',
    ({ list }) => ['PATCH', segments, bulk({ id: list, attributes: { events: {} } })],
  ],
  [
    'segment-must-not-be-used-in-audience',
    ({ client, other }) => {
      client.sandbox.configure({ servedSegmentIds: [other] });
      return ['POST', `${segments}/delete`, bulk({ id: other })];
    },
  ],
  [
    'sandbox-segment-has-served-impressions',
    ({ client, other }) => {
      const variants = { servedImpressions: 'own-code' } as const;
      client.sandbox.configure({ servedSegmentIds: [other], variants });
      return ['POST', `${segments}/delete`, bulk({ id: other })];
    },
  ],
  [
    'sandbox-segment-is-read-only',
    ({ client, other }) => {
      const attributes = { contactList: { isReadOnly: 'true' } };
      client.sandbox.edit({ platform: 'retail-media', kind: 'segment', id: other, attributes });
      return ['POST', `${segments}/delete`, bulk({ id: other })];
    },
  ],
  [
    'segment-not-found',
    ({ client, other }) => {
      const attributes = { accountId: '1' };
      client.sandbox.edit({ platform: 'retail-media', kind: 'segment', id: other, attributes });
      return ['POST', `${segments}/delete`, bulk({ id: other })];
    },
  ],
];

async function stateOf(client: Client): Promise<string> {
  return (await client.send('GET', '/_sandbox/state')).text;
}

describe('a request that retail media refuses whole', () => {
  test.each(refusedWhole)('%s', async (code, act) => {
    const world = await aWorld();
    const before = await stateOf(world.client);
    const reply = await world.client.send(...act(world));
    expect(reply.status).toBe(400);
    expect(codesOf(reply)).toContain(code);
    expect(await stateOf(world.client)).toBe(before);
  });
});

describe('an item that retail media refuses', () => {
  test.each(refusedItems)('%s', async (...row) => {
    const [code, act, settings] = row;
    const world = await aWorld(settings);
    const request = act(world);
    const before = await stateOf(world.client);
    const reply = await world.client.send(...request);
    expect(reply.status).toBe(200);
    expect(reply.json.data).toEqual([]);
    expect(codesOf(reply)).toContain(code);
    expect(await stateOf(world.client)).toBe(before);
  });
});

test('an unknown account is forbidden', async () => {
  const { client } = await aWorld({ accounts: { [accountId]: 'missing' } });
  const reply = await client.send('POST', `${segments}/search`, everything);
  expect([reply.status, ...codesOf(reply)]).toEqual([403, 'account-must-exist']);
});

test('names need not differ between segments and audiences, nor between accounts', async () => {
  const { client, list } = await aWorld();
  const algebra = leaf(list);
  await createAll(client, audiences, { name: aContactList.name, retailerId: '1234', algebra });
  await createAll(client, segments.replace(accountId, '77'), aContactList);
});

test('segments are freed by the update of the audience that used them', async () => {
  const { client, list, events, audience } = await aWorld();
  await client.send(
    'PATCH',
    audiences,
    bulk({ id: audience, attributes: { algebra: leaf(events) } }),
  );
  const reply = await client.send('POST', `${segments}/delete`, bulk({ id: list }));
  expect(codesOf(reply)).toEqual([]);
});

test('the channels of an audience are those that all its segments share', async () => {
  const { client, list, events } = await aWorld();
  const algebra = { or: [leaf(list), leaf(events)] };
  const item = created({ name: 'Both', retailerId: '1234', algebra });
  const reply = await client.send('POST', `${audiences}/create`, bulk(item));
  expect(reply.json.data[0].attributes.channels).toEqual(['Offsite']);
});
