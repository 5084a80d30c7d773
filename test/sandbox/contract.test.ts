import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  aContactList,
  anEventSegment,
  bulk,
  type Client,
  codesOf,
  connect,
  createAll,
  created,
  credentials,
  everything,
  marketingSolutions,
  retailMedia,
  retailMediaPreview,
  transports,
} from './client.ts';

describe.each(transports)('the sandbox %s', (transport) => {
  let client: Client;
  beforeEach(async () => {
    client = await connect({ behavioralSegments: 130 }, transport);
  });
  afterEach(() => client.close());

  test('gives a token for any client ID and secret', async () => {
    const reply = await client.send('POST', '/oauth2/token', credentials, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({
      token_type: 'Bearer',
      expires_in: 900,
      refresh_token: null,
    });
  });

  test.each([
    ['no secret', 'grant_type=client_credentials&client_id=a', 401, 'invalid_client'],
    [
      'an empty client ID',
      'grant_type=client_credentials&client_id=&client_secret=b',
      401,
      'invalid_client',
    ],
    [
      'another grant',
      'grant_type=password&client_id=a&client_secret=b',
      400,
      'unsupported_grant_type',
    ],
  ])('refuses a token request with %s in the OAuth shape', async (_title, body, status, error) => {
    const reply = await client.send('POST', '/oauth2/token', body, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(reply.status).toBe(status);
    expect(reply.json.error).toBe(error);
    expect(reply.json.errors).toBeUndefined();
  });

  test.each([
    ['missing', '', 'authorization-token-missing'],
    ['made up', 'Bearer abc.def', 'authorization-token-invalid'],
  ])('refuses a request whose token is %s', async (_title, authorization, code) => {
    const path = `${retailMedia}/audience-segments/search`;
    const reply = await client.send('POST', path, everything, { authorization });
    expect(reply.status).toBe(401);
    expect(reply.json.errors[0]).toMatchObject({ type: 'authorization', code });
  });

  test('carries out the items it can and explains the others', async () => {
    const reply = await client.send(
      'POST',
      `${retailMedia}/audience-segments/create`,
      bulk(
        created(aContactList),
        created({ ...anEventSegment, name: ' ' }),
        created(anEventSegment),
      ),
    );
    expect(reply.status).toBe(200);
    expect(
      reply.json.data.map((row: { attributes: { name: string } }) => row.attributes.name),
    ).toEqual([aContactList.name, anEventSegment.name]);
    expect(reply.json.errors).toHaveLength(1);
    expect(reply.json.errors[0]).toMatchObject({
      code: 'name-must-not-be-empty',
      instance: '@data/1',
    });
    expect(reply.json.errors[0].traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  test('creates, updates, finds and deletes', async () => {
    const [list = '', viewers = ''] = await createAll(
      client,
      `${retailMedia}/audience-segments`,
      { ...aContactList, description: 'Our customers' },
      {
        ...anEventSegment,
        events: { ...anEventSegment.events, minPrice: 5, brandIds: ['7', '7'] },
      },
    );
    expect(list).toMatch(/^\d{18}$/);
    const [audience = ''] = await createAll(client, `${retailMediaPreview}/audiences`, {
      name: 'Viewers who are no customers',
      retailerId: '1234',
      algebra: { and: [{ audienceSegmentId: viewers }, { not: { audienceSegmentId: list } }] },
    });
    await client.send(
      'PATCH',
      `${retailMedia}/audience-segments`,
      bulk(
        { id: list, attributes: { name: 'Customers', description: {} } },
        { id: viewers, attributes: { events: { minPrice: { value: null }, categoryIds: ['9'] } } },
      ),
    );
    const found = await client.send('POST', `${retailMedia}/audience-segments/search`, everything);
    expect(found.json.meta).toEqual({ totalItems: 2, limit: 50, offset: 0 });
    expect(found.json.data[0].attributes).toMatchObject({ name: 'Customers', description: null });
    expect(found.json.data[1].attributes.events).toEqual({
      shopperActivity: 'View',
      lookbackDays: 'Last30Days',
      categoryIds: ['9'],
      brandIds: ['7'],
      minPrice: null,
      maxPrice: null,
    });
    const blocked = await client.send(
      'POST',
      `${retailMedia}/audience-segments/delete`,
      bulk({ id: list }),
    );
    expect(codesOf(blocked)).toEqual(['segment-must-not-be-used-in-audience']);
    const gone = await client.send(
      'POST',
      `${retailMediaPreview}/audiences/delete`,
      bulk({ id: audience }),
    );
    expect(gone.json.data).toEqual([{ id: audience, type: 'RetailMediaAudience', attributes: {} }]);
    const rest = await client.send(
      'POST',
      `${retailMedia}/audience-segments/delete`,
      bulk({ id: list }, { id: viewers }),
    );
    expect(rest.json.data).toHaveLength(2);
  });

  test.each([
    ['POST', `${retailMedia}/audiences/create`, 404],
    ['PATCH', `${retailMedia}/audiences`, 404],
    ['POST', `${retailMedia}/audience-segments/compute-sizes`, 404],
    ['POST', '/2026-07/marketing-solutions/audiences/1/contactlist-attributes', 404],
    ['POST', '/nowhere/retail-media/accounts/1/audience-segments/search', 404],
    ['GET', `${retailMedia}/audience-segments/search`, 405],
    ['GET', '/', 404],
  ])('%s %s answers %i', async (method, path, status) => {
    const body = method === 'GET' ? undefined : bulk({ attributes: {} });
    expect((await client.send(method, path, body)).status).toBe(status);
  });

  test.each([['preview'], ['experimental']])('writes audiences on %s', async (version) => {
    const path = `${retailMedia.replace('2026-07', version)}/audiences/create`;
    expect(codesOf(await client.send('POST', path, bulk()))).toEqual(['empty-data-object']);
  });

  test('pages through behavioral segments in ascending order of ID', async () => {
    const body = { data: { attributes: { audienceSegmentTypes: ['Behavioral'] } } };
    const path = `${marketingSolutions}/audience-segments/search?limit=100`;
    const first = await client.send('POST', `${path}&offset=0`, body);
    const second = await client.send('POST', `${path}&offset=100`, body);
    const ids = [...first.json.data, ...second.json.data].map(({ id }: { id: string }) =>
      Number(id),
    );
    expect(first.json.meta.totalItems).toBe(130);
    expect(new Set(ids).size).toBe(130);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  test('logs requests without secrets and tells what is stored', async () => {
    await createAll(client, `${retailMedia}/audience-segments`, aContactList);
    const log = await client.send('GET', '/_sandbox/requests');
    expect(log.json.map(({ path }: { path: string }) => path)).toEqual([
      '/oauth2/token',
      `${retailMedia}/audience-segments/create`,
    ]);
    expect(log.text).not.toContain('not-a-secret');
    const state = await client.send('GET', '/_sandbox/state');
    expect(state.json).toMatchObject({ formatVersion: 1, platform: 'retail-media' });
    expect(state.json.segments).toHaveLength(1);
  });
});
