/** Whatever an answer holds, a reading ends, and in a finding where it is not whole. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { createRemote } from '../../src/remote/create-remote.ts';
import { createRemoteReader } from '../../src/remote/create-remote-reader.ts';
import { examineApi } from '../../src/remote/look-ups/examine-api.ts';
import { failureOf, remoteOptions } from './connect.ts';
import { type Reply, serve } from './serve.ts';

const rowsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: String(1000 + first + index),
    attributes: { name: `Segment ${first + index}` },
  }));
const credentials = { accessToken: 'given-access-token' };

async function readFrom(answer: (offset: number, request: number) => Reply) {
  const served = await serve(({ query }, number) => answer(Number(query['offset']), number));
  try {
    const reader = createRemoteReader(remoteOptions(served, { credentials }));
    const failure = await failureOf(reader.readAll('segment'));
    return { failure, requests: served.calls().length };
  } finally {
    await served.close();
  }
}

const page = (data: unknown, totalItems?: unknown): Reply => ({
  json: { data, ...(totalItems === undefined ? {} : { meta: { totalItems } }) },
});

describe('a search', () => {
  test.each<[string, (offset: number, request: number) => Reply, RegExp, number]>([
    [
      'that counts a billion',
      () => page(rowsFrom(0, 10), 1_000_000_000),
      /^snapshot-incomplete: .* has no end: .* counts 1000000000/u,
      1,
    ],
    [
      'that counts a billion, a row a page',
      (offset) => page(rowsFrom(offset, 1), 1_000_000_000),
      /^snapshot-incomplete: .* has no end/u,
      1,
    ],
    [
      'that gives the same page for ever, uncounted',
      () => page(rowsFrom(0, 10)),
      /^snapshot-incomplete: .* the same page again/u,
      8,
    ],
    [
      'that gives its last page for ever, uncounted',
      (offset) => page(rowsFrom(Math.min(offset, 20), 10)),
      /^snapshot-incomplete: .* the same page again/u,
      16,
    ],
    [
      'that gives two pages in turn for ever, uncounted',
      (offset) => page(rowsFrom(offset % 20, 10)),
      /^snapshot-incomplete: .* the same page again/u,
      12,
    ],
    [
      'that gives the same page for ever and counts more',
      () => page(rowsFrom(0, 10), 500_000),
      /^snapshot-incomplete: .* the same page again/u,
      // The pages that are read at once are on their way already.
      4 * 5,
    ],
    [
      'that counts what is not there',
      (offset) => page(offset === 0 ? rowsFrom(0, 10) : [], 500_000),
      /^snapshot-incomplete: .* gave 10 distinct IDs but counts 500000/u,
      4 * 5,
    ],
  ])('%s ends in a finding, after few requests', async (_, answer, finding, most) => {
    const { failure, requests } = await readFrom(answer);
    expect(failure).toMatch(finding);
    expect(requests).toBeLessThanOrEqual(most);
  });

  test('whose count is left out counts as uncounted', async () => {
    for (const meta of [{ totalItems: null }, {}, null]) {
      const { failure } = await readFrom((offset) => ({
        json: { data: offset === 0 ? rowsFrom(0, 10) : [], meta },
      }));
      expect(failure).toBe('no failure');
    }
  });

  test.each<[string, unknown]>([
    ['negative', -5],
    ['a fraction', 1.5],
    ['beyond all whole numbers', 1e40],
    ['a text', 'many'],
    ['a blank', ' '],
    ['an empty text', ''],
    ['a number in another notation', '0x0'],
    ['a list', [10]],
    ['a list of nothing', []],
    ['true', true],
    ['false', false],
  ])('whose count is %s is refused, with rows and without', async (_, total) => {
    for (const rows of [[], rowsFrom(0, 10)]) {
      const { failure, requests } = await readFrom((offset) =>
        page(offset === 0 ? rows : [], total),
      );
      expect(failure).toMatch(/^api-answer-malformed: /u);
      expect(requests).toBe(1);
    }
  });

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['half of a page', { meta: { limit: 500 } }],
    ['a page that is none', { meta: { limit: null, offset: 'x' } }],
    ['meta alone', { meta: {} }],
    ['meta that is a text', { data: [], meta: 'none' }],
    ['meta that is a list', { data: [], meta: [] }],
    ['no list, uncounted', { data: null }],
    ['no list and no count', { data: null, meta: { totalItems: null } }],
    ['a text for a list', { data: '', meta: { totalItems: 0 } }],
    ['a number for a list', { data: 0, meta: { totalItems: 0 } }],
    ['false for a list', { data: false }],
  ])('that answers %s is no empty account', async (_, json) => {
    const { failure } = await readFrom(() => ({ json }));
    expect(failure).toMatch(/^api-answer-malformed: /u);
  });

  test('that cannot be read is a failed check of doctor, and a failed list', async () => {
    const served = await serve(() => ({ json: { data: 'none', meta: { totalItems: -5 } } }));
    try {
      const options = remoteOptions(served, { credentials });
      const checks = await examineApi(options);
      const searches = checks.filter(({ name }) => /^read-|-version$/u.test(name));
      expect(searches.map(({ status }) => status)).toEqual(['fail', 'fail', 'fail']);
      const list = createRemoteReader(options).readCatalogue('interests', 'FR');
      expect(await failureOf(list)).toMatch(/^api-answer-malformed: /u);
    } finally {
      await served.close();
    }
  });

  test.each<[string, object]>([
    ['null', { data: null }],
    ['left out', {}],
  ])('whose list is %s is an empty account where it counts none, and no other', async (_, json) => {
    const none = await readFrom(() => ({ json: { ...json, meta: { totalItems: 0 } } }));
    expect(none.failure).toBe('no failure');
    const page = await readFrom(() => ({ json: { ...json, meta: { limit: 500, offset: 0 } } }));
    expect(page).toEqual({ failure: 'no failure', requests: 2 });
    const some = await readFrom(() => ({ json: { ...json, meta: { totalItems: 3 } } }));
    expect(some.failure).toMatch(/^snapshot-incomplete: /u);
  });

  test.each<[string, unknown]>([
    ['a number in quotes', '10'],
    ['a number', 10],
  ])('whose count is %s is held to it', async (_, total) => {
    expect((await readFrom(() => page(rowsFrom(0, 10), total))).failure).toBe('no failure');
    const { failure } = await readFrom((offset) => page(offset === 0 ? rowsFrom(0, 9) : [], total));
    expect(failure).toMatch(/^snapshot-incomplete: /u);
  });

  test.each([
    ['lists', `{"data":[${'['.repeat(50_000)}${']'.repeat(50_000)}]}`],
    ['maps', `{"data":[${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}]}`],
    [
      'an algebra',
      `{"data":[{"id":"1","attributes":{"algebra":${'{"not":'.repeat(50_000)}1${'}'.repeat(50_002)}]}`,
    ],
    [
      'texts of escapes',
      `{"data":[{"id":12345678901234567890,"attributes":{"name":"${'\\u0061'.repeat(2_000_000)}"}}],"meta":{"totalItems":2}}`,
    ],
  ])('that is nothing but %s ends in a finding', async (_, text) => {
    const { failure } = await readFrom(() => ({ text }));
    expect(failure).toMatch(/^(?:api-answer-malformed|snapshot-incomplete): /u);
  });

  test.each([
    ['a wait of centuries', { 'retry-after': '99999999999' }],
    ['a wait beyond all numbers', { 'retry-after': '9'.repeat(400) }],
    ['an instant in centuries', { 'x-ratelimit-reset': '999999999999999' }],
    ['no number', { 'retry-after': '-1', 'x-ratelimit-reset': 'NaN' }],
  ])('that is put off with %s ends', async (_, headers) => {
    const { failure, requests } = await readFrom(() => ({ status: 429, headers }));
    expect(failure).toMatch(/^api-rate-limited: /u);
    expect(requests).toBeLessThanOrEqual(12);
  });
});

async function withServer<Result>(
  listener: RequestListener,
  use: (served: { readonly url: string }) => Promise<Result>,
): Promise<Result> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await use({ url: `http://127.0.0.1:${port}` });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('an answer', () => {
  const head = '{"data":[],"meta":{"totalItems":0},"filler":"';

  test.each<[string, RequestListener]>([
    [
      'without end',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write(head);
        const more = Buffer.alloc(2 ** 20, 'a');
        const write = () => {
          while (!response.destroyed && response.write(more));
          if (!response.destroyed) response.once('drain', write);
        };
        write();
      },
    ],
    [
      'that unpacks to a gigabyte',
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        const gzip = createGzip({ level: 1 });
        gzip.pipe(response);
        gzip.write(head);
        let left = 1000;
        const write = () => {
          while (left > 0 && gzip.write(Buffer.alloc(2 ** 20, 'a'))) left -= 1;
          if (left > 0 && !response.destroyed) gzip.once('drain', write);
          else gzip.end('"}');
        };
        response.on('error', () => {});
        write();
      },
    ],
  ])('%s is not read to its end', async (_, listener) => {
    await withServer(listener, async (served) => {
      const options = remoteOptions(served, { credentials, faultWaitMs: 0, timeoutMs: 20_000 });
      expect(await failureOf(createRemoteReader(options).readAll('segment'))).toMatch(
        /^api-answer-malformed: /u,
      );
      // What it did is not known, so that it is found out by reading.
      const item = { attributes: { name: 'CRM' } };
      const answer = await createRemote(options).write({
        kind: 'segment',
        verb: 'create',
        items: [item],
      });
      expect(answer.outcome).toBe('unknown');
    });
  });

  test('that is packed is read', async () => {
    const body = gzipSync(JSON.stringify({ data: rowsFrom(0, 1), meta: { totalItems: 1 } }));
    await withServer(
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(body),
      async (served) => {
        const reader = createRemoteReader(remoteOptions(served, { credentials }));
        expect(await reader.readAll('segment')).toEqual(rowsFrom(0, 1));
      },
    );
  });

  test('with headers beyond measure ends in a finding', async () => {
    await withServer(
      (_, response) => {
        response.writeHead(200, { 'x-long': 'a'.repeat(200_000) });
        response.end('{}');
      },
      async (served) => {
        const options = remoteOptions(served, { credentials, faultWaitMs: 0 });
        expect(await failureOf(createRemoteReader(options).readAll('segment'))).toMatch(
          /^api-unreachable: /u,
        );
      },
    );
  });
});

describe('a proxy variable', () => {
  const secret = 'p4ssw0rd-of-the-proxy';

  test.each([
    ['HTTPS_PROXY', ' '],
    ['HTTPS_PROXY', '\t\n'],
    ['https_proxy', `http://user:${secret}@proxy host:8080`],
    ['HTTPS_PROXY', `http://user:${secret}@`],
    ['HTTPS_PROXY', `http://user:${secret}@proxy:99999`],
    ['HTTPS_PROXY', `http://user:${secret}%zz@proxy:8080`],
    ['HTTPS_PROXY', `socks5://user:${secret}@proxy:1080`],
    ['HTTPS_PROXY', `file:///etc/${secret}`],
    ['HTTPS_PROXY', '://'],
    ['https_proxy', '\u0000'],
  ])('%s with what is no address is named, and nothing of it shown: %j', async (name, value) => {
    const environment = { [name]: value };
    const options = remoteOptions({ url: 'https://api.test' }, { credentials, environment });
    const failure = await failureOf(createRemoteReader(options).readAll('segment'));
    expect(failure).toMatch(new RegExp(`^proxy-invalid: ${name} is not the address`, 'u'));
    expect(failure).not.toContain(secret.slice(0, 4));
    const write = { kind: 'segment', verb: 'create', items: [{}] } as const;
    expect(await createRemote(options).write(write)).toMatchObject({
      outcome: 'refused',
      problems: [{ code: 'proxy-invalid' }],
    });
  });

  test.each([
    ['commas', ',,'],
    ['stars', '*,*'],
    ['half an address', '[::1'],
    ['very much', 'a'.repeat(10_000)],
    ['a null', '\u0000'],
  ])('NO_PROXY may hold %s', async (_, value) => {
    const environment = { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: value };
    const options = remoteOptions(
      { url: 'https://127.0.0.1:1' },
      { credentials, environment, faultWaitMs: 0 },
    );
    const failure = await failureOf(createRemoteReader(options).readAll('segment'));
    expect(failure).toMatch(/^api-unreachable: /u);
  });
});
