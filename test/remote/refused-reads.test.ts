/** A read that the API refuses in `warnings`, or beside an empty list, is no empty account. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { JsonObject, JsonValue } from '../../src/model/text/json.ts';
import { marketingSolutions } from '../../src/platforms/marketing-solutions/marketing-solutions.ts';
import { createRemoteReader } from '../../src/remote/create-remote-reader.ts';
import { listScopes } from '../../src/remote/look-ups/look-up-scopes.ts';
import { failureOf, remoteOptions } from './connect.ts';
import { type Served, serve } from './serve.ts';

let served: Served;
afterEach(() => served.close());

const problem = (code: string, type: string | null = 'validation') => ({
  code,
  type,
  instance: '',
});
const page = (totalItems: number | null) => ({ totalItems, limit: 500, offset: 0 });
const empty: readonly (readonly [string, JsonObject])[] = [
  ['an empty list', { data: [] }],
  ['an empty list that is counted', { data: [], meta: page(0) }],
  ['an empty list of a page', { data: [], meta: page(null) }],
  ['null', { data: null }],
  ['null that is counted', { data: null, meta: page(0) }],
  ['null of a page', { data: null, meta: page(null) }],
  ['nothing', {}],
  ['nothing of a page', { meta: page(0) }],
];
const ways = empty.flatMap(([title, body]) =>
  (['errors', 'warnings'] as const).map((carrier) => ({ title, body, carrier })),
);
const codes = ['account-must-exist', 'unknown'];

const row = (id: string) => ({ id, attributes: { name: `Row ${id}` } });
const rows = Array.from({ length: 23 }, (_, index) => row(String(1000 + index)));

describe.each(ways)('a problem in $carrier beside $title', ({ body, carrier }) => {
  test('is a refused size of the page where its code says so', async () => {
    served = await serve(({ query }) => {
      const [limit, offset] = [Number(query['limit']), Number(query['offset'])];
      if (limit > 9) return { json: { ...body, [carrier]: [problem('pagination-limit-invalid')] } };
      const meta = { totalItems: rows.length, limit, offset };
      return { json: { data: rows.slice(offset, offset + limit), meta } };
    });
    expect(await createRemoteReader(remoteOptions(served)).readAll('segment')).toHaveLength(23);
  });

  test.each(codes)('is a failed read of all that can be read: %s', async (code) => {
    served = await serve(() => ({ json: { ...body, [carrier]: [problem(code)] } }));
    const reader = createRemoteReader(remoteOptions(served, { platform: marketingSolutions }));
    const failures = await Promise.all(
      [
        reader.readSnapshot(),
        reader.readAll('audience'),
        reader.readByIds('segment', ['1']),
        reader.readCatalogue('brands', 'FR'),
        reader.readCatalogue('interests', 'FR'),
        reader.readCatalogue('behavioral', 'FR'),
        reader.readApplication(),
        reader.readStatistics('7'),
        listScopes(remoteOptions(served)),
      ].map(failureOf),
    );
    for (const failure of failures) {
      expect(failure).toMatch(
        code === 'unknown' ? /^api-refused: / : new RegExp(`^${code}: `, 'u'),
      );
    }
  });

  test('is no failure where it is a deprecation', async () => {
    const entry = problem('endpoint-deprecated', 'deprecation');
    served = await serve(() => ({ json: { ...body, meta: page(0), [carrier]: [entry] } }));
    expect(await createRemoteReader(remoteOptions(served)).readAll('segment')).toEqual([]);
  });
});

const oddProblems: readonly JsonValue[] = [
  { code: 'account-must-exist' },
  'account-must-exist',
  ['account-must-exist'],
  [{ code: 'account-must-exist' }, null],
  true,
  {},
];
const carried = oddProblems.flatMap((odd) =>
  (['errors', 'warnings'] as const).map((carrier) => ({ odd, carrier })),
);

describe.each(carried)('$carrier that are $odd', ({ odd, carrier }) => {
  test.each(empty)('are no empty account beside %s', async (_, body) => {
    served = await serve(() => ({ json: { ...body, [carrier]: odd } }));
    const reader = createRemoteReader(remoteOptions(served, { platform: marketingSolutions }));
    const reads = [
      reader.readSnapshot(),
      reader.readAll('audience'),
      reader.readByIds('segment', ['1']),
      reader.readCatalogue('brands', 'FR'),
      reader.readApplication(),
      reader.readStatistics('7'),
      listScopes(remoteOptions(served)),
    ];
    for (const failure of await Promise.all(reads.map(failureOf))) {
      expect(failure).toMatch(/^(?:api-answer-malformed|account-must-exist): /u);
    }
  });
});

test.each(['access-control', 'authorization', 'authentication', 'availability', 'quota'])(
  'a warning that something was kept back (%s) fails a read that has rows',
  async (type) => {
    served = await serve(() => ({
      json: { data: rows, meta: { totalItems: 23 }, warnings: [problem('never-seen', type)] },
    }));
    const failure = await failureOf(createRemoteReader(remoteOptions(served)).readAll('segment'));
    expect(failure).toMatch(/^never-seen: /u);
  },
);

test('another one beside all of the rows does not', async () => {
  served = await serve(() => ({
    json: { data: rows, meta: { totalItems: 23 }, warnings: [problem('never-seen')] },
  }));
  expect(await createRemoteReader(remoteOptions(served)).readAll('segment')).toHaveLength(23);
});

describe('statistics', () => {
  const attributes = { numberOfIdentifiers: 0, numberOfMatches: 0, matchRate: null };

  test.each(['segment-not-found', 'contact-list-statistics-not-supported'])(
    'are none where there can be none: %s',
    async (code) => {
      served = await serve(() => ({ json: { data: null, warnings: [problem(code)] } }));
      const reader = createRemoteReader(remoteOptions(served));
      expect(await reader.readStatistics('7')).toMatchObject({
        ...{ numberOfIdentifiers: null, problems: [{ code }] },
      });
    },
  );

  test.each(['errors', 'warnings'])(
    'of nobody, with a problem in %s, are not believed',
    async (carrier) => {
      served = await serve(() => ({
        json: { data: { id: '7', attributes }, [carrier]: [problem('account-must-exist')] },
      }));
      const reader = createRemoteReader(remoteOptions(served));
      expect(await failureOf(reader.readStatistics('7'))).toMatch(/^account-must-exist: /u);
    },
  );
});
