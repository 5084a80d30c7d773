import { describe, expect, test } from '@jest/globals';
import {
  bulk,
  type Client,
  codesOf,
  connect,
  createAll,
  created,
  everything,
  type Reply,
  transports,
} from '../client.ts';

const segments = '/2026-07/commerce-grid/audience-segments';
const aList = { name: 'Readers', dataProviderId: '77', contactList: {} };
const amend = (client: Client, id: string, attributes: object) =>
  client.send('POST', `${segments}/${id}/contact-list/add-remove`, { data: { attributes } });
const search = (client: Client, attributes: object = {}, query = '') =>
  client.send('POST', `${segments}/search${query}`, { data: { attributes } });
const namesOf = (reply: Reply) =>
  reply.json.data.map((row: { attributes: { name: string } }) => row.attributes.name);

describe.each(transports)('segments %s', (transport) => {
  test('are created, updated, found and deleted', async () => {
    const client = await connect({}, transport);
    const reply = await client.send(
      'POST',
      `${segments}/create`,
      bulk(
        created({ ...aList, description: 'Ours', contactList: { remoteId: 'crm-1' } }),
        created({ ...aList, name: '' }),
        created({ ...aList, dataProviderId: '78' }),
      ),
    );
    const [{ id }] = reply.json.data;
    expect(id).toMatch(/^\d{18}$/);
    expect(codesOf(reply)).toEqual(['name-must-not-be-empty']);
    await client.send(
      'PATCH',
      segments,
      bulk({ id, attributes: { name: 'Subscribers', description: { value: null } } }),
    );
    const found = await search(client, { dataProviderIds: ['77'] });
    expect(found.json.meta).toEqual({ totalItems: 1, limit: 50, offset: 0 });
    expect(found.json.data).toEqual([
      {
        id,
        type: 'CommerceGridAudienceSegment',
        attributes: {
          name: 'Subscribers',
          description: null,
          type: 'ContactList',
          createdAt: expect.any(String),
          updatedAt: expect.any(String),
          dataProviderId: '77',
          remoteId: 'crm-1',
          contactList: {},
        },
      },
    ]);
    const gone = await client.send('POST', `${segments}/delete`, bulk({ id }, { id: '1' }));
    expect(gone.json.data).toEqual([{ id, type: 'CommerceGridAudienceSegment', attributes: {} }]);
    expect(codesOf(gone)).toEqual(['segment-not-found']);
    await client.close();
  });
});

describe('rules', () => {
  test.each([
    [bulk(), 'empty-data-object'],
    [bulk(created({ name: 'Readers', contactList: {} })), 'required-field'],
    [bulk(created({ ...aList, dataProviderId: 'us' })), 'invalid'],
    [bulk(...Array.from({ length: 11 }, () => created(aList))), 'payload-too-big'],
  ])('%j is refused whole', async (body, code) => {
    const reply = await (await connect()).send('POST', `${segments}/create`, body);
    expect(reply.status).toBe(400);
    expect(codesOf(reply)).toContain(code);
  });

  test('a name is taken for its data provider alone', async () => {
    const client = await connect();
    await createAll(client, segments, aList, { ...aList, dataProviderId: '78' });
    const again = await client.send('POST', `${segments}/create`, bulk(created(aList)));
    expect(codesOf(again)).toEqual(['name-must-be-unique']);
  });

  test('an update keeps the data provider and the remote ID', async () => {
    const client = await connect();
    const [id = ''] = await createAll(client, segments, {
      ...aList,
      contactList: { remoteId: 'a' },
    });
    const attributes = { dataProviderId: '78', contactList: { remoteId: 'b' } };
    await client.send('PATCH', segments, bulk({ id, attributes }));
    const { json } = await search(client);
    expect(json.data[0].attributes).toMatchObject({ dataProviderId: '77', remoteId: 'a' });
    client.sandbox.configure({ strict: true });
    expect((await client.send('PATCH', segments, bulk({ id, attributes }))).status).toBe(400);
  });

  test.each([
    ['POST', '/2026-07/commerce-grid/audiences/search'],
    ['POST', `${segments}/compute-sizes`],
    ['GET', `${segments}/in-market-brands`],
  ])('there is no %s %s', async (method, path) => {
    const body = method === 'GET' ? undefined : everything;
    expect((await (await connect()).send(method, path, body)).status).toBe(404);
  });
});

describe('searches', () => {
  test.each([
    [{}, ['A', 'B', 'C']],
    [{ dataProviderIds: ['78'] }, ['C']],
    [{ remoteIds: ['b'] }, ['B']],
    [{ remoteIds: ['b'], dataProviderIds: ['78'] }, []],
    [{ audienceSegmentTypes: ['ContactList'] }, ['A', 'B', 'C']],
    [{ audienceSegmentIds: ['1'] }, []],
  ])('%j', async (filters, names) => {
    const client = await connect();
    await createAll(
      client,
      segments,
      { ...aList, name: 'A' },
      { ...aList, name: 'B', contactList: { remoteId: 'b' } },
      { ...aList, name: 'C', dataProviderId: '78' },
    );
    expect(namesOf(await search(client, filters))).toEqual(names);
  });

  test('have pages of 100 at most', async () => {
    const client = await connect();
    expect((await search(client, {}, '?limit=100&offset=0')).status).toBe(200);
    expect(codesOf(await search(client, {}, '?limit=101'))).toEqual(['pagination-limit-invalid']);
  });
});

describe('contact lists', () => {
  async function aClientWithList() {
    const client = await connect();
    const [id = ''] = await createAll(client, segments, aList);
    return { client, id };
  }

  test('are added to, removed from, counted and cleared', async () => {
    const { client, id } = await aClientWithList();
    const identifiers = ['ann@example.com', 'bob@example.com', 'nobody'];
    const added = await amend(client, id, {
      operation: 'Add',
      identifierType: 'Email',
      identifiers,
    });
    expect(added.json).toMatchObject({
      data: {
        type: 'AddRemoveContactlistResult',
        attributes: { operation: 'Add', nbValidIdentifiers: 2, nbInvalidIdentifiers: 1 },
      },
      errors: [],
      warnings: [],
    });
    await amend(client, id, { operation: 'Remove', identifiers: ['bob@example.com'] });
    const statistics = await client.send('GET', `${segments}/${id}/contact-list/statistics`);
    expect(statistics.json.data).toMatchObject({
      type: 'ContactListStatistics',
      attributes: { numberOfIdentifiers: 1 },
    });
    const cleared = await client.send('POST', `${segments}/${id}/contact-list/clear`);
    expect([cleared.status, cleared.text]).toEqual([204, '']);
    expect(client.sandbox.members()).toEqual({});
  });

  test.each([
    ['the words of the other platforms', { operation: 'add' }],
    ['an identifier type of another platform', { identifierType: 'CustomerId' }],
    ['identifiers that are no list', { identifiers: 'ann@example.com' }],
    ['too many identifiers', { identifiers: Array.from({ length: 50_001 }, () => 'x') }],
  ])('refuse %s', async (_title, attributes) => {
    const { client, id } = await aClientWithList();
    const reply = await amend(client, id, { operation: 'Add', identifiers: [], ...attributes });
    expect(reply.status).toBe(400);
  });

  test.each([
    ['IpAddressV4', ['192.0.2.7', '192.0.2.256', '192.0.2'], 1],
    ['MadId', ['c7b5ad5e-7b6f-4b8c-9ee1-3e5f6a7b8c9d', 'c7b5'], 1],
    ['PageUrl', ['https://example.com/a', 'a b'], 1],
  ])('count what is a %s', async (identifierType, identifiers, valid) => {
    const { client, id } = await aClientWithList();
    const reply = await amend(client, id, { operation: 'Add', identifierType, identifiers });
    expect(reply.json.data.attributes).toMatchObject({
      identifierType,
      nbValidIdentifiers: valid,
      nbInvalidIdentifiers: identifiers.length - valid,
    });
  });

  test('are known by the ID of a segment of this platform', async () => {
    const { client } = await aClientWithList();
    expect((await amend(client, '1', { operation: 'Add', identifiers: [] })).status).toBe(404);
  });
});

test('faults and permissions hold here, too', async () => {
  const client = await connect({
    settings: {
      faults: [
        {
          when: { on: 'write' },
          times: 1,
          effect: {
            kind: 'refuse-items',
            items: [1],
            type: 'validation',
            code: 'name-must-be-unique',
          },
        },
      ],
    },
  });
  const body = bulk(created(aList), created({ ...aList, name: 'Others' }));
  const reply = await client.send('POST', `${segments}/create`, body);
  expect([namesOf(reply), codesOf(reply)]).toEqual([['Readers'], ['name-must-be-unique']]);
  client.sandbox.configure({ readOnlyClients: ['tester'], retiredVersions: ['preview'] });
  expect((await client.send('POST', `${segments}/create`, body)).status).toBe(403);
  expect((await search(client)).status).toBe(200);
  const retired = segments.replace('2026-07', 'preview');
  expect((await client.send('POST', `${retired}/search`, everything)).status).toBe(410);
});

test('variants change its answers, too', async () => {
  const client = await connect({
    settings: { variants: { description: 'wrapped', attributes: 'partial', failures: 'warnings' } },
  });
  const [id = ''] = await createAll(client, segments, { ...aList, description: 'Ours' });
  const updated = await client.send(
    'PATCH',
    segments,
    bulk({ id, attributes: { name: 'Others' } }, { id: '1', attributes: { name: 'None' } }),
  );
  expect(updated.json.data[0].attributes).toMatchObject({ description: { value: 'Ours' } });
  expect(updated.json.data[0].attributes).not.toHaveProperty('dataProviderId');
  expect(updated.json.warnings).toHaveLength(1);
});

test('what is stored is a snapshot of the data provider, and can be started from', async () => {
  const client = await connect();
  await createAll(client, segments, aList, { ...aList, dataProviderId: '78' });
  const document = client.sandbox.document() ?? undefined;
  expect(document).toMatchObject({
    formatVersion: 1,
    platform: 'commerce-grid',
    dataProviderId: '77',
    segments: [{ type: 'CommerceGridAudienceSegment', attributes: { name: 'Readers' } }],
    audiences: [],
    sandbox: { others: [{ dataProviderId: '78' }] },
  });
  const again = await connect(document === undefined ? {} : { document });
  expect(namesOf(await search(again))).toEqual(['Readers', 'Readers']);
  const [more = ''] = await createAll(again, segments, { ...aList, name: 'More' });
  expect(again.sandbox.has({ platform: 'commerce-grid', kind: 'segment', id: more })).toBe(true);
});

test('rows are made as somebody else would', async () => {
  const client = await connect();
  const row = { platform: 'commerce-grid', kind: 'segment' };
  const refused = await client.send('POST', '/_sandbox/rows', { ...row, attributes: {} });
  expect(refused.json.error).toContain('the dataProviderId whose searches show it');
  const attributes = { name: 'Made elsewhere', dataProviderId: '77', contactList: {} };
  await client.send('POST', '/_sandbox/rows', { ...row, attributes });
  expect(namesOf(await search(client, { dataProviderIds: ['77'] }))).toEqual(['Made elsewhere']);
});
