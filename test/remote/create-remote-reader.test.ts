import { afterEach, describe, expect, test } from '@jest/globals';
import { marketingSolutions } from '../../src/platforms/marketing-solutions/marketing-solutions.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { createRemote } from '../../src/remote/create-remote.ts';
import { createRemoteReader } from '../../src/remote/create-remote-reader.ts';
import { failureOf, remoteOptions } from './connect.ts';
import { type Handler, type Received, type Served, serve } from './serve.ts';

let served: Served;
afterEach(() => served.close());

const account = '/2026-07/retail-media/accounts/625702934721171442';

/** Answers searches with pages of rows, by the last but one part of the path. */
function searching(rows: Readonly<Record<string, readonly unknown[]>>): Handler {
  return ({ path, query }) => {
    const all = rows[path.split('/').at(-2) ?? ''] ?? [];
    const [limit, offset] = [Number(query['limit']), Number(query['offset'])];
    return {
      json: {
        data: all.slice(offset, offset + limit),
        meta: { totalItems: all.length, limit, offset },
        errors: [],
        warnings: [],
      },
    };
  };
}

const many = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => ({
    id: String(738406688413290000n + BigInt(count - index)),
    type: 'AudienceSegment',
    attributes: { name: `${name} ${index}` },
  }));

const sent = ({ method, path, query, json }: Received) => ({ method, path, query, json });

describe('readSnapshot', () => {
  test('reads retail media with the fewest searches, on the stable version', async () => {
    served = await serve(
      searching({ 'audience-segments': many(1001, 'Segment'), audiences: many(500, 'Audience') }),
    );
    const snapshot = await createRemoteReader(remoteOptions(served)).readSnapshot();
    expect(snapshot).toMatchObject({
      formatVersion: 1,
      platform: 'retail-media',
      accountId: '625702934721171442',
    });
    expect(snapshot.segments).toHaveLength(1001);
    expect(snapshot.audiences).toHaveLength(500);
    const ids = snapshot.segments.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    const match = { data: { attributes: {} } };
    const page = (kind: string, offset: string) => ({
      method: 'POST',
      path: `${account}/${kind}/search`,
      query: { limit: '500', offset },
      json: match,
    });
    expect(served.calls().map(sent)).toHaveLength(4);
    expect(served.calls().map(sent)).toEqual(
      expect.arrayContaining([
        page('audience-segments', '0'),
        page('audience-segments', '500'),
        page('audience-segments', '1000'),
        page('audiences', '0'),
      ]),
    );
    expect(served.received.filter(({ path }) => path === '/oauth2/token')).toHaveLength(1);
  });

  test('reads marketing solutions by advertiser, and what belongs to Criteo by type', async () => {
    const behavioral = { id: '7', attributes: { name: 'Spring shoppers', type: 'Behavioral' } };
    const own = [{ id: '30', attributes: { name: 'CRM' } }, behavioral];
    served = await serve((request, number) => {
      const isTyped = JSON.stringify(request.json).includes('Behavioral');
      const rows = { 'audience-segments': isTyped ? [behavioral] : own, audiences: [] };
      return searching(rows)(request, number);
    });
    const snapshot = await createRemoteReader(
      remoteOptions(served, { platform: marketingSolutions, scopeId: '4711' }),
    ).readSnapshot();
    expect(snapshot).toMatchObject({ platform: 'marketing-solutions', advertiserId: '4711' });
    expect(snapshot.segments.map(({ id }) => id)).toEqual(['7', '30']);
    const path = '/2026-07/marketing-solutions/audience-segments/search';
    const query = { limit: '100', offset: '0' };
    expect(served.calls().map(sent)).toHaveLength(3);
    expect(served.calls().map(sent)).toEqual(
      expect.arrayContaining([
        {
          method: 'POST',
          path,
          query,
          json: { data: { attributes: { advertiserIds: ['4711'] } } },
        },
        {
          method: 'POST',
          path,
          query,
          json: { data: { attributes: { audienceSegmentTypes: ['Behavioral'] } } },
        },
      ]),
    );
  });

  test('asks for no audiences where the platform has none', async () => {
    served = await serve(searching({ 'audience-segments': many(1, 'List') }));
    const { endpoints, segmentTypes } = marketingSolutions;
    const platform: Platform = {
      ...marketingSolutions,
      endpoints: { ...endpoints, audience: null },
      segmentTypes: segmentTypes.filter(({ declarable }) => declarable),
    };
    const reader = createRemoteReader(remoteOptions(served, { platform, scopeId: '4711' }));
    expect((await reader.readSnapshot()).audiences).toEqual([]);
    expect(await reader.readAll('audience')).toEqual([]);
    expect(served.calls().map(({ path }) => path)).toEqual([
      '/2026-07/marketing-solutions/audience-segments/search',
    ]);
  });

  test('keeps every digit of IDs that arrive as numbers', async () => {
    served = await serve(({ path }) => ({
      text: path.includes('segments')
        ? '{"data":[{"id":738406688413290497,"attributes":{"retailerId":1234}},{"id":12,"attributes":{}}],"meta":{"totalItems":2}}'
        : '{"data":null,"meta":{"totalItems":0}}',
    }));
    const snapshot = await createRemoteReader(remoteOptions(served)).readSnapshot();
    expect(snapshot.segments.map(({ id }) => id)).toEqual(['12', '738406688413290497']);
    expect(snapshot.audiences).toEqual([]);
  });

  test.each([
    ['fewer rows than counted', { data: [], meta: { totalItems: 3 } }, 'snapshot-incomplete'],
    [
      'an error in a success',
      {
        data: [],
        errors: [{ code: 'account-must-exist', detail: 'no such account', traceId: 't1' }],
      },
      'account-must-exist',
    ],
    ['nothing at all', {}, 'api-answer-malformed'],
    ['data of another kind', { data: 'none' }, 'api-answer-malformed'],
    [
      'a row without an ID',
      { data: [{ attributes: {} }], meta: { totalItems: 1 } },
      'api-answer-malformed',
    ],
    [
      'a row without attributes',
      { data: [{ id: '1' }], meta: { totalItems: 1 } },
      'api-answer-malformed',
    ],
    ['a row that is null', { data: [null], meta: { totalItems: 1 } }, 'api-answer-malformed'],
    ['null data and null total', { data: null }, 'api-answer-malformed'],
  ])('refuses %s', async (_, json, code) => {
    served = await serve(() => ({ json }));
    const failure = await failureOf(createRemoteReader(remoteOptions(served)).readSnapshot());
    expect(failure).toMatch(new RegExp(`^${code}: POST ${account}/audience-segments/search `));
  });

  test.each([
    ['absent problem lists', { data: [{ id: '1', attributes: {} }], meta: { totalItems: 1 } }],
    [
      'null problem lists',
      {
        data: [{ id: '1', attributes: {} }],
        meta: { totalItems: 1 },
        errors: null,
        warnings: null,
      },
    ],
    [
      'warnings',
      {
        data: [{ id: '1', attributes: {} }],
        meta: { totalItems: '1' },
        warnings: [{ type: 'deprecation', code: 'endpoint-deprecated' }],
      },
    ],
    [
      'a deprecation among the errors',
      {
        data: [{ id: '1', attributes: {} }],
        meta: { totalItems: 1 },
        errors: [{ type: 'deprecation', code: 'endpoint-deprecated' }],
      },
    ],
  ])('takes %s', async (_, json) => {
    served = await serve(() => ({ json }));
    const rows = await createRemoteReader(remoteOptions(served)).readAll('audience');
    expect(rows).toEqual([{ id: '1', attributes: {} }]);
  });
});

describe('readByIds', () => {
  test('asks for pages of IDs and gives back those alone', async () => {
    const rows = many(3, 'Audience');
    served = await serve(searching({ audiences: rows }));
    const reader = createRemoteReader(remoteOptions(served));
    const id = rows[0]?.id ?? '';
    expect(await reader.readByIds('audience', [id, '404', id])).toEqual([rows[0]]);
    expect(served.calls().map(({ json }) => json)).toEqual([
      { data: { attributes: { audienceIds: [id, '404'] } } },
    ]);
  });

  test('splits by the page size, and asks nothing when there is nothing to ask', async () => {
    served = await serve(searching({}));
    const reader = createRemoteReader(
      remoteOptions(served, { platform: marketingSolutions, scopeId: '1' }),
    );
    await reader.readByIds('segment', []);
    expect(served.received).toHaveLength(0);
    await reader.readByIds(
      'segment',
      Array.from({ length: 201 }, (_, id) => String(id)),
    );
    expect(served.calls()).toHaveLength(3);
  });
});

test('a reader has no way to write', async () => {
  served = await serve(() => ({}));
  expect(Object.keys(createRemoteReader(remoteOptions(served))).join()).not.toContain('write');
  expect(Object.keys(createRemote(remoteOptions(served)))).toContain('write');
});
