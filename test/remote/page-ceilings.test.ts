/** A page that the API finds too large is asked for again, smaller; what was read is certified as ever. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { marketingSolutions } from '../../src/platforms/marketing-solutions/marketing-solutions.ts';
import { retailMedia } from '../../src/platforms/retail-media/retail-media.ts';
import { createRemoteReader } from '../../src/remote/create-remote-reader.ts';
import { listScopes } from '../../src/remote/look-ups/look-up-scopes.ts';
import { failureOf, remoteOptions } from './connect.ts';
import { type Handler, type Served, serve } from './serve.ts';

let served: Served;
afterEach(() => served.close());

const refusal = (status: number) => ({
  status,
  json: { errors: [{ type: 'validation', code: 'pagination-limit-invalid', instance: '' }] },
});

const many = (count: number, advertiserId?: string) =>
  Array.from({ length: count }, (_, index) => ({
    id: String(1000 + index),
    attributes: { name: `Row ${index}`, ...(advertiserId ? { advertiserId } : {}) },
  }));

/** @param ceilingAt the largest page that the nth search of a run may ask for. */
function searching(
  count: number,
  ceilingAt: (number: number) => number,
  { status = 400, counts = true } = {},
): Handler {
  const rows = many(count);
  return ({ query }, number) => {
    const [limit, offset] = [Number(query['limit']), Number(query['offset'])];
    if (limit > ceilingAt(number)) return refusal(status);
    const meta = counts ? { totalItems: rows.length, limit, offset } : { limit, offset };
    return { json: { data: rows.slice(offset, offset + limit), meta } };
  };
}

describe.each([
  ['retail media', retailMedia],
  ['marketing solutions', marketingSolutions],
])('%s', (_title, platform) => {
  describe.each([1, 3, 9, 10, 25, 50, 99, 100, 499])('a ceiling of %i', (ceiling) => {
    test.each(['segment', 'audience'] as const)(
      'leaves all rows of a %s to be read',
      async (kind) => {
        served = await serve(searching(23, () => ceiling));
        const reader = createRemoteReader(remoteOptions(served, { platform }));
        const rows = await reader.readAll(kind);
        expect(rows.length % 23).toBe(0);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(23);
        // What was refused once is not asked for again.
        const before = served.calls().length;
        await reader.readAll(kind);
        const limits = served
          .calls()
          .slice(before)
          .map(({ query }) => Number(query['limit']));
        expect(Math.max(...limits)).toBeLessThanOrEqual(ceiling);
      },
    );
  });
});

test.each([200, 400, 422])('a refusal may come with status %i', async (status) => {
  served = await serve(searching(30, () => 10, { status }));
  const reader = createRemoteReader(remoteOptions(served));
  expect(await reader.readByIds('segment', ['1000', '1029'])).toHaveLength(2);
});

test('a ceiling may come down in mid-run', async () => {
  served = await serve(searching(600, (number) => (number < 1 ? 500 : 50)));
  const rows = await createRemoteReader(remoteOptions(served)).readAll('audience');
  expect(rows).toHaveLength(600);
});

test('what nothing counts is read to its end, too', async () => {
  served = await serve(searching(23, () => 9, { counts: false }));
  expect(await createRemoteReader(remoteOptions(served)).readAll('audience')).toHaveLength(23);
});

test('behavioral segments come in pages as well', async () => {
  served = await serve(searching(23, () => 10));
  const reader = createRemoteReader(remoteOptions(served, { platform: marketingSolutions }));
  expect(await reader.readCatalogue('behavioral', 'FR')).toHaveLength(23);
});

test('accounts are looked up in smaller pages', async () => {
  served = await serve(({ query }) =>
    Number(query['pageSize']) > 10 ? refusal(400) : { json: { data: many(4) } },
  );
  expect(await listScopes(remoteOptions(served))).toHaveLength(4);
});

test('an API that refuses every page is believed after a few of them', async () => {
  served = await serve(() => refusal(400));
  const failure = await failureOf(createRemoteReader(remoteOptions(served)).readAll('audience'));
  expect(failure).toMatch(/^pagination-limit-invalid: /u);
  expect(served.calls().length).toBeLessThan(12);
});

test('another refusal is not taken for one of the size', async () => {
  served = await serve(() => ({
    status: 400,
    json: { errors: [{ type: 'validation', code: 'pagination-offset-invalid' }] },
  }));
  const failure = await failureOf(createRemoteReader(remoteOptions(served)).readAll('audience'));
  expect([failure.split(':')[0], served.calls().length]).toEqual(['pagination-offset-invalid', 1]);
});
