import { afterEach, describe, expect, test } from '@jest/globals';
import { marketingSolutions } from '../../src/platforms/marketing-solutions/marketing-solutions.ts';
import { createRemoteReader } from '../../src/remote/create-remote-reader.ts';
import { failureOf, remoteOptions } from './connect.ts';
import { type Handler, type Served, serve } from './serve.ts';

let served: Served;
afterEach(() => served.close());

async function retailMediaReader(handle: Handler) {
  served = await serve(handle);
  return createRemoteReader(remoteOptions(served, { scopeId: '42' }));
}

async function marketingSolutionsReader(handle: Handler) {
  served = await serve(handle);
  const platform = marketingSolutions;
  return createRemoteReader(
    remoteOptions(served, { platform, scopeId: '42', audienceApiVersion: '2026-07' }),
  );
}

describe('readStatistics', () => {
  const attributes = { numberOfIdentifiers: 200, numberOfMatches: 90, matchRate: 0.5 };

  test.each([
    [
      'retail media',
      retailMediaReader,
      '/2026-07/retail-media/accounts/42/audience-segments/7/contact-list',
    ],
    [
      'marketing solutions',
      marketingSolutionsReader,
      '/2026-07/marketing-solutions/audience-segments/7/contact-list/statistics',
    ],
  ])('of %s', async (_, connect, path) => {
    const reader = await connect(() => ({ json: { data: { id: '7', attributes } } }));
    expect(await reader.readStatistics('7')).toEqual(attributes);
    expect(served.calls()).toMatchObject([{ method: 'GET', path, text: '' }]);
  });

  test.each([
    ['404', { status: 404 }],
    ['no attributes', { json: { data: { id: '7' } } }],
  ])('are none after %s', async (_, reply) => {
    const reader = await retailMediaReader(() => reply);
    expect(await reader.readStatistics('7')).toBeNull();
  });

  const word = [{ code: 'contact-list-statistics-not-supported', detail: 'no list' }];
  test.each<[string, object, object]>([
    ['an error', { data: null, errors: word }, {}],
    ['a warning', { data: null, warnings: word }, {}],
    ['a warning beside counts', { data: { attributes }, warnings: word }, attributes],
    ['an error beside counts', { data: { attributes }, errors: word }, {}],
  ])('hold %s', async (_, json, counts) => {
    const none = { numberOfIdentifiers: null, numberOfMatches: null, matchRate: null };
    const reader = await retailMediaReader(() => ({ json }));
    expect(await reader.readStatistics('7')).toMatchObject({ ...none, ...counts, problems: word });
  });

  test('keep what is told and fail on what is no answer', async () => {
    const reader = await retailMediaReader((_, number) =>
      number === 0 ? { json: { data: { attributes: { matchRate: null } } } } : { status: 403 },
    );
    expect(await reader.readStatistics('7')).toEqual({
      numberOfIdentifiers: null,
      numberOfMatches: null,
      matchRate: null,
    });
    expect(await failureOf(reader.readStatistics('7'))).toMatch(/^api-forbidden: GET /u);
  });
});

describe('sizes', () => {
  const problem = { code: 'segment-size-too-small', instance: '@data/1' };
  const json = {
    data: [{ id: '1', attributes: { size: 1500, relativeSize: 0.25 } }],
    errors: [problem],
  };

  test('of existing entities in retail media', async () => {
    const reader = await retailMediaReader(() => ({ json }));
    const { sizes, problems } = await reader.computeSizes('segment', ['1', '2'], 'Onsite');
    expect([...sizes]).toEqual([['1', { size: 1500, relativeSize: 0.25 }]]);
    expect(problems).toMatchObject([{ code: 'segment-size-too-small', index: 1 }]);
    expect(served.calls()).toMatchObject([
      {
        method: 'POST',
        path: '/experimental/retail-media/accounts/42/audience-segments/compute-sizes',
        json: { data: { attributes: { channel: 'Onsite', ids: ['1', '2'] } } },
      },
    ]);
  });

  test.each([
    ['segment', 'audience-segments', 'AudienceSegment'],
    ['audience', 'audiences', 'Audience'],
  ] as const)('of an existing %s in marketing solutions', async (kind, path, type) => {
    const reader = await marketingSolutionsReader(() => ({
      json: { data: [{ id: '1', attributes: { size: 12 } }] },
    }));
    const { sizes } = await reader.computeSizes(kind, ['1'], 'Onsite');
    expect(sizes.get('1')).toEqual({ size: 12, relativeSize: null });
    expect(served.calls()).toMatchObject([
      {
        path: `/2026-07/marketing-solutions/${path}/compute-sizes`,
        json: { data: [{ id: '1', type }] },
      },
    ]);
  });

  test('are asked for in parts', async () => {
    const reader = await retailMediaReader(() => ({ json: { data: [] } }));
    await reader.computeSizes(
      'audience',
      Array.from({ length: 101 }, (_, id) => `${id}`),
      'Onsite',
    );
    expect(served.calls()).toHaveLength(3);
  });

  test('of what does not exist', async () => {
    const reader = await retailMediaReader((_, number) => ({
      json:
        number === 0 ? { data: { attributes: { size: 7 } } } : { data: null, errors: [problem] },
    }));
    const attributes = { channel: 'Onsite', retailerId: '9', algebra: { audienceSegmentId: '1' } };
    expect(await reader.estimateSize('audience', attributes)).toEqual({
      size: { size: 7, relativeSize: null },
      problems: [],
    });
    expect(await reader.estimateSize('audience', attributes)).toMatchObject({
      size: null,
      problems: [{ code: 'segment-size-too-small' }],
    });
    expect(served.calls()[0]).toMatchObject({
      path: '/experimental/retail-media/accounts/42/audiences/estimate-size',
      json: { data: { attributes } },
    });
  });
});

describe('readCatalogue', () => {
  test.each([
    ['brands', { name: 'Acme', size: 12 }, { name: 'Acme', parentId: null, size: 12 }],
    ['interests', { parentId: '3' }, { name: null, parentId: '3', size: null }],
  ] as const)('%s by country', async (name, attributes, entry) => {
    const reader = await marketingSolutionsReader(() => ({
      json: { data: [{ id: '8', attributes }] },
    }));
    expect(await reader.readCatalogue(name, 'FR')).toMatchObject([{ id: '8', ...entry }]);
    expect(served.calls()).toMatchObject([
      {
        method: 'GET',
        path: `/2026-07/marketing-solutions/audience-segments/in-market-${name}`,
        query: { 'advertiser-id': '42', country: 'FR' },
      },
    ]);
  });

  test('behavioral segments, over all pages', async () => {
    const all = Array.from({ length: 130 }, (_, index) => ({
      id: String(1000 + index),
      attributes: {
        name: `Behavioral ${index}`,
        behavioral: {
          ...{ country: 'FR', category: 'Seasonal' },
          ...{ startDate: '2026-10-01T00:00:00Z', endDate: null },
        },
      },
    }));
    const reader = await marketingSolutionsReader(({ query }) => {
      const offset = Number(query['offset']);
      return { json: { data: all.slice(offset, offset + 100), meta: { totalItems: 130 } } };
    });
    const entries = await reader.readCatalogue('behavioral', 'FR');
    expect(entries).toHaveLength(130);
    expect(entries[129]).toEqual({
      id: '1129',
      name: 'Behavioral 129',
      parentId: null,
      size: null,
      country: 'FR',
      category: 'Seasonal',
      startDate: '2026-10-01T00:00:00Z',
      endDate: null,
    });
    expect(served.calls()).toHaveLength(2);
  });
});

test('readApplication proves the credentials', async () => {
  const reader = await retailMediaReader((_, number) =>
    number === 0 ? { json: { data: { id: '5', attributes: { name: 'Acme CI' } } } } : { json: {} },
  );
  expect(await reader.readApplication()).toEqual({ id: '5', name: 'Acme CI' });
  expect(await reader.readApplication()).toEqual({ id: null, name: null });
  expect(served.calls()[0]).toMatchObject({ method: 'GET', path: '/2026-07/retail-media/me' });
});
