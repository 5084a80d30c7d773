/** Where the vendor's documents disagree, the sandbox can answer either way. */
import { describe, expect, test } from '@jest/globals';
import type { SettingsInput } from '../../src/sandbox/settings.ts';
import type { Variants } from '../../src/sandbox/variants.ts';
import {
  aContactList,
  anEventSegment,
  bulk,
  codesOf,
  connect,
  createAll,
  created,
  everything,
  marketingSolutions,
  type Reply,
  retailMedia,
  retailMediaPreview,
} from './client.ts';

const segments = `${retailMedia}/audience-segments`;
const audiences = `${retailMediaPreview}/audiences`;

async function aWorld(variants: Partial<Variants>, settings: SettingsInput = {}) {
  const client = await connect({ settings: { ...settings, variants } });
  const [list = '', events = ''] = await createAll(client, segments, aContactList, {
    ...anEventSegment,
    description: 'Seen shoes',
    events: { ...anEventSegment.events, brandIds: ['1', '2', '3'] },
  });
  const [audience = ''] = await createAll(client, audiences, {
    name: 'Both',
    retailerId: '1234',
    algebra: { or: [{ audienceSegmentId: list }, { not: { not: { audienceSegmentId: events } } }] },
  });
  const search = async (path = `${segments}/search`): Promise<Reply> =>
    client.send('POST', path, everything);
  return { client, list, events, audience, search };
}

describe('descriptions', () => {
  test.each<[Variants['description'], unknown, unknown]>([
    ['plain', 'New', 'New'],
    ['wrapped-on-update', { value: 'New' }, 'New'],
    ['wrapped', { value: 'New' }, { value: 'New' }],
  ])('%s', async (description, updated, found) => {
    const { client, events, search } = await aWorld({ description });
    const item = { id: events, attributes: { description: { value: 'New' } } };
    const reply = await client.send('PATCH', segments, bulk(item));
    expect(reply.json.data[0].attributes.description).toEqual(updated);
    expect((await search()).json.data[1].attributes.description).toEqual(found);
  });
});

test.each<[Variants['emptyArrays'], unknown, unknown]>([
  ['empty', [], []],
  ['null', null, null],
  ['omit', undefined, undefined],
])('empty lists: %s', async (emptyArrays, categoryIds, errors) => {
  const { search } = await aWorld({ emptyArrays });
  const { json } = await search();
  expect(json.data[1].attributes.events.categoryIds).toEqual(categoryIds);
  expect(json.errors).toEqual(errors);
});

test.each<[Variants['failures'], number, number]>([
  ['errors', 1, 0],
  ['warnings', 0, 1],
  ['none', 0, 0],
])('failures in %s', async (failures, errors, warnings) => {
  const { client } = await aWorld({ failures });
  const { json } = await client.send('POST', `${segments}/delete`, bulk({ id: '1' }));
  expect([json.data.length, json.errors.length, json.warnings.length]).toEqual([
    0,
    errors,
    warnings,
  ]);
});

test('a request of which every item failed may answer 400', async () => {
  const { client } = await aWorld({ allFailedStatus: 400 });
  const reply = await client.send('POST', `${segments}/delete`, bulk({ id: '1' }));
  expect([reply.status, ...codesOf(reply)]).toEqual([400, 'segment-not-found']);
});

test.each<[Variants['instance'], string]>([
  ['data', '@data/0'],
  ['resource', '/audience-segments/1'],
  ['empty', ''],
])('problems point at their item by %s', async (instance, expected) => {
  const { client } = await aWorld({ instance });
  const { json } = await client.send('POST', `${segments}/delete`, bulk({ id: '1' }));
  expect(json.errors[0].instance).toBe(expected);
});

test('children of algebra may come back in another order, with nulls for unused operators', async () => {
  const { list, events, search } = await aWorld({ algebraOrder: 'reversed', algebraNulls: 'null' });
  const { json } = await search(`${retailMedia}/audiences/search`);
  const [first, second] = json.data[0].attributes.algebra.or;
  expect(first.not.not.audienceSegmentId).toBe(events);
  expect(second).toEqual({ audienceSegmentId: list, and: null, or: null, not: null });
});

test('sets may come back in another order', async () => {
  const { search } = await aWorld({ setOrder: 'reversed' });
  expect((await search()).json.data[1].attributes.events.brandIds).toEqual(['3', '2', '1']);
});

test('searches may leave attributes out', async () => {
  const { search } = await aWorld({ attributes: 'partial', nulls: 'omit' });
  const { attributes } = (await search()).json.data[0];
  expect(Object.keys(attributes)).not.toEqual(
    expect.arrayContaining(['channels', 'createdById', 'description']),
  );
  expect(attributes.retailerId).toBe('1234');
});

test('updates may leave the retailer out', async () => {
  const { client, audience } = await aWorld({ attributes: 'partial' });
  const { json } = await client.send('PATCH', audiences, bulk({ id: audience, attributes: {} }));
  expect(json.data[0].attributes).not.toHaveProperty('retailerId');
});

test('isReadOnly may be a string', async () => {
  const { search } = await aWorld({ isReadOnly: 'string' });
  expect((await search()).json.data[0].attributes.contactList.isReadOnly).toBe('false');
});

describe('a delete of audiences that may answer 204', () => {
  test('does so when all of them went', async () => {
    const { client, audience } = await aWorld({ audienceDeleteStatus: 204 });
    const reply = await client.send('POST', `${audiences}/delete`, bulk({ id: audience }));
    expect([reply.status, reply.text]).toEqual([204, '']);
  });

  test('explains itself when one did not', async () => {
    const { client, audience } = await aWorld({ audienceDeleteStatus: 204 });
    const both = bulk({ id: audience }, { id: '1' });
    const reply = await client.send('POST', `${audiences}/delete`, both);
    expect([reply.status, ...codesOf(reply)]).toEqual([200, 'audience-not-found']);
  });
});

test.each<[Variants['meta'], unknown]>([
  ['full', { totalItems: 2, limit: 50, offset: 0 }],
  ['no-total', { totalItems: null, limit: 50, offset: 0 }],
  ['null', null],
])('paging figures: %s', async (meta, expected) => {
  const { search } = await aWorld({ meta });
  expect((await search()).json.meta).toEqual(expected);
});

test.each<[Variants['emptyFilters'], number]>([
  ['all', 2],
  ['none', 0],
])('an empty filter matches %s', async (emptyFilters, count) => {
  const { client } = await aWorld({ emptyFilters });
  const body = { data: { attributes: { retailerIds: [], audienceSegmentIds: null } } };
  expect((await client.send('POST', `${segments}/search`, body)).json.data).toHaveLength(count);
});

test.each<[Variants['names'], string]>([
  ['as-sent', ' Padded '],
  ['trimmed', 'Padded'],
])('names are stored %s', async (names, expected) => {
  const { client } = await aWorld({ names });
  const item = created({ ...aContactList, name: ' Padded ' });
  const reply = await client.send('POST', `${segments}/create`, bulk(item));
  expect(reply.json.data[0].attributes.name).toBe(expected);
});

test.each<[Variants['behavioralByAdvertiser'], number]>([
  ['shown', 130],
  ['hidden', 0],
])(
  'behavioral segments are %s in a search by advertiser',
  async (behavioralByAdvertiser, total) => {
    const { client } = await aWorld({ behavioralByAdvertiser });
    const body = { data: { attributes: { advertiserIds: ['4949'] } } };
    const reply = await client.send('POST', `${marketingSolutions}/audience-segments/search`, body);
    expect(reply.json.meta.totalItems).toBe(total);
  },
);

test.each<[Variants['timestamps'], RegExp]>([
  ['varied', /(Z|\+00:00)$/],
  ['unzoned', /T\d\d:\d\d:\d\d\.\d\d$/],
])('timestamps: %s', async (timestamps, pattern) => {
  const { search } = await aWorld({ timestamps });
  for (const row of (await search()).json.data) expect(row.attributes.createdAt).toMatch(pattern);
});

describe('a strict sandbox', () => {
  const strict: SettingsInput = { strict: true };

  test.each([
    ['an attribute that the OpenAPI does not know', { id: '1', attributes: { retailerId: '1' } }],
    ['a bare description in an update', { id: '1', attributes: { description: 'New' } }],
  ])('refuses %s', async (_title, item) => {
    const { client } = await aWorld({}, strict);
    expect((await client.send('PATCH', segments, bulk(item))).status).toBe(400);
    client.sandbox.configure({ strict: false });
    expect((await client.send('PATCH', segments, bulk(item))).status).toBe(200);
  });

  test('refuses the prose spelling of a filter', async () => {
    const { client } = await aWorld({}, strict);
    const body = { data: { attributes: { audienceSegmentTypes: ['In-market'] } } };
    const path = `${marketingSolutions}/audience-segments/search`;
    expect((await client.send('POST', path, body)).status).toBe(400);
    client.sandbox.configure({ strict: false });
    expect((await client.send('POST', path, body)).status).toBe(200);
  });
});

test('retired versions are gone, deprecated ones say so', async () => {
  const { client, search } = await aWorld({}, { deprecatedVersions: ['2026-07'] });
  const reply = await search();
  expect(reply.headers.get('deprecation')).toBe('true');
  expect(reply.json.warnings[0]).toMatchObject({
    type: 'deprecation',
    code: 'endpoint-deprecated',
  });
  client.sandbox.configure({ retiredVersions: ['2026-07'] });
  expect((await search()).status).toBe(410);
});

test('an application without the permission to manage may only read', async () => {
  const { client, search } = await aWorld({});
  client.sandbox.configure({ readOnlyClients: ['tester'] });
  expect((await search()).status).toBe(200);
  const reply = await client.send('POST', `${segments}/delete`, bulk({ id: '1' }));
  expect([reply.status, reply.json.errors[0].type]).toEqual([403, 'access-control']);
});
