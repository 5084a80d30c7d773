/** `--timeout`: one limit for all that waits for faults, and what does not count against it. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { AmendRequest } from '../../../src/model/remote/members-remote.ts';
import { sentTexts } from '../../../src/model/remote/sent-identifiers.ts';
import { createRemote } from '../../../src/remote/create-remote.ts';
import { createRemoteReader } from '../../../src/remote/create-remote-reader.ts';
import { failureOf, remoteOptions } from '../connect.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';
import { type Reply, type Served, serve, tokenReply } from '../serve.ts';

let served: Served | undefined;
afterEach(async () => served?.close());

const row = { id: '738406688413290497', attributes: { name: 'CRM' } };
const page: Reply = { json: { data: [row], meta: { totalItems: 1 } } };
const create = {
  kind: 'segment',
  verb: 'create',
  items: [{ attributes: { name: 'CRM' } }],
} as const;
const year2100 = '4102444800';

/** Reads once from a server that is told by the clock what to answer. */
async function read(
  reply: (elapsed: number, number: number) => Reply,
  { random = 0.5, faultWaitMs = 45_000 } = {},
) {
  const clock = createFakeClock();
  const start = clock.now();
  served = await serve((_, number) => reply(clock.now() - start, number));
  const options = { clock, random: () => random, faultWaitMs };
  const failure = await failureOf(
    createRemoteReader(remoteOptions(served, options)).readAll('segment'),
  );
  return { failure, elapsed: clock.now() - start, slept: clock.slept };
}

describe('an outage', () => {
  test.each(
    [5, 20, 40].flatMap((seconds) => [0, 0.5, 0.999].map((random) => [seconds, random] as const)),
  )('of %i s is sat out, with a jitter of %d', async (seconds, random) => {
    const down = (elapsed: number): Reply => (elapsed < seconds * 1000 ? { status: 503 } : page);
    expect(await read(down, { random })).toMatchObject({ failure: 'no failure' });
  });

  test('that does not end is given up when the time is spent, and not before', async () => {
    const { failure, elapsed } = await read(() => ({ status: 503 }));
    expect(failure).toMatch(/^api-unavailable: .* tries/u);
    expect(elapsed).toBe(45_000);
  });
});

describe('Retry-After', () => {
  const in7 = (form: 'seconds' | 'date') => (clock: FakeClock) =>
    form === 'seconds' ? '7' : new Date(clock.now() + 7000).toUTCString();
  test.each([
    [429, 'seconds'],
    [429, 'date'],
    [503, 'seconds'],
    [503, 'date'],
  ] as const)('on %i as %s is heeded', async (status, form) => {
    const clock = createFakeClock(1_800_000_000_000);
    const after = in7(form);
    served = await serve((_, number) =>
      number === 0 ? { status, headers: { 'retry-after': after(clock) } } : page,
    );
    const reader = createRemoteReader(remoteOptions(served, { clock }));
    expect(await failureOf(reader.readAll('segment'))).toBe('no failure');
    const waited = clock.now() - 1_800_000_000_000;
    expect(waited).toBeGreaterThanOrEqual(6900);
    expect(waited).toBeLessThan(8000);
  });

  test.each(['create', 'update'] as const)(
    'on a 503 of a write is heeded before the next write, and reads go on: %s',
    async (verb) => {
      const clock = createFakeClock();
      served = await serve((request, number) => {
        if (number === 0) return { status: 503, headers: { 'retry-after': '20' } };
        return request.path.includes('/search') ? page : { json: { data: [row] } };
      });
      const remote = createRemote(remoteOptions(served, { clock, faultWaitMs: 45_000 }));
      expect((await remote.write({ ...create, verb })).outcome).toBe('unknown');
      await remote.readAll('segment');
      expect(clock.slept).toEqual([]);
      expect((await remote.write({ ...create, verb })).outcome).toBe('answered');
      expect(clock.slept).toEqual([20_000]);
    },
  );

  test('on a 503 of a write is not waited for beyond the time for faults', async () => {
    const clock = createFakeClock();
    served = await serve(() => ({ status: 503, headers: { 'retry-after': '100' } }));
    const remote = createRemote(remoteOptions(served, { clock, faultWaitMs: 5000 }));
    for (let number = 0; number < 3; number += 1) await remote.write(create);
    expect(clock.slept.reduce((sum, each) => sum + each, 0)).toBe(5000);
    expect(served.calls()).toHaveLength(3);
  });

  test('beyond what is left is waited for until then, and tried once more', async () => {
    const found = await read(() => ({ status: 503, headers: { 'retry-after': '100' } }));
    expect(found.slept).toEqual([45_000]);
  });
});

describe('a rate limit that cannot be believed', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['a reset in the year 2100', { 'x-ratelimit-reset': year2100 }],
    ['Retry-After of a day', { 'retry-after': '86400' }],
    ['Retry-After in the year 2100', { 'retry-after': 'Fri, 01 Jan 2100 00:00:00 GMT' }],
    ['both', { 'x-ratelimit-reset': year2100, 'retry-after': '86400' }],
  ])('counts as a fault: %s', async (_, headers) => {
    const down = (elapsed: number): Reply => (elapsed < 20_000 ? { status: 429, headers } : page);
    expect(await read(down)).toMatchObject({ failure: 'no failure' });
    await served?.close();
    const { failure, elapsed } = await read(() => ({ status: 429, headers }));
    expect(failure).toMatch(/^api-rate-limited: /u);
    expect(elapsed).toBeLessThan(46_000);
  });

  test('a 429 that goes on for ever ends, whatever reset it names', async () => {
    const { failure, elapsed } = await read(() => ({
      status: 429,
      headers: { 'x-ratelimit-reset': '30' },
    }));
    expect(failure).toMatch(/^api-rate-limited: /u);
    expect(elapsed).toBeLessThan(45_000 + 2 * 31_000);
  });

  const limited: Reply = { status: 429, headers: { 'retry-after': '60' } };

  test('that holds for every call is waited for by the run, not by each of them', async () => {
    const clock = createFakeClock();
    const start = clock.now();
    served = await serve(() => limited);
    const remote = createRemote(remoteOptions(served, { clock, faultWaitMs: 5000 }));
    for (let call = 0; call < 5; call += 1) {
      expect(await remote.write(create)).toMatchObject({ outcome: 'refused', status: 429 });
    }
    expect(clock.now() - start).toBeLessThan(2 * 61_000 + 5000);
  });

  test('is one window for all calls that meet it, and they all go through', async () => {
    served = await serve((_, number) => (number < 4 ? limited : page));
    let refused = 0;
    let meet: () => void = () => {};
    const all = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const fake = createFakeClock();
    // Time stands still until each of them has met the limit.
    const sleep = (milliseconds: number) => all.then(() => fake.sleep(milliseconds));
    const remote = createRemote(
      remoteOptions(served, {
        clock: { now: fake.now, sleep },
        faultWaitMs: 0,
        onEvent: ({ event }) => {
          if (event !== 'answer') return;
          refused += 1;
          if (refused === 4) setImmediate(meet);
        },
      }),
    );
    const answers = await Promise.all([1, 2, 3, 4].map(() => remote.write(create)));
    expect(answers.map(({ outcome }) => outcome)).toEqual(answers.map(() => 'answered'));
  });

  test('is waited for again where the API has taken something in between', async () => {
    served = await serve((_, number) => (number % 3 < 2 ? limited : page));
    const remote = createRemote(
      remoteOptions(served, { clock: createFakeClock(), faultWaitMs: 0 }),
    );
    for (let call = 0; call < 4; call += 1) {
      expect(await remote.write(create)).toMatchObject({ outcome: 'answered' });
    }
  });

  test('beside a success holds nothing back', async () => {
    const clock = createFakeClock();
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': year2100 };
    served = await serve(() => ({ ...(page as object), headers }));
    const reader = createRemoteReader(remoteOptions(served, { clock }));
    await reader.readAll('segment');
    await reader.readAll('segment');
    expect(clock.slept).toEqual([]);
  });
});

describe('a run that slept', () => {
  const token = { access_token: 'token', token_type: 'bearer', expires_in: '90000' };
  const dead = () => new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });

  test('pays for the time-out of its request, and tries the first dead connection again', async () => {
    const clock = createFakeClock();
    const troubles: (() => void)[] = [() => clock.advance(3_600_000), () => {}];
    const fetch = async ({ url }: Request) => {
      if (url.endsWith('/oauth2/token')) return Response.json(token);
      const trouble = troubles.shift();
      if (!trouble) return Response.json({ data: [row], meta: { totalItems: 1 } });
      trouble();
      throw dead();
    };
    const options = { fetch, clock, timeoutMs: 5000, faultWaitMs: 5000 };
    const remote = createRemote(remoteOptions({ url: 'https://api.test' }, options));
    expect(await remote.readAll('segment')).toEqual([row]);
    expect(clock.slept).toEqual([]);
  });

  test('has what is left for other faults', async () => {
    const clock = createFakeClock();
    const fetch = async ({ url }: Request) => {
      if (url.endsWith('/oauth2/token')) return Response.json(token);
      clock.advance(3_600_000);
      throw dead();
    };
    const options = { fetch, clock, timeoutMs: 5000, faultWaitMs: 45_000 };
    const remote = createRemote(remoteOptions({ url: 'https://api.test' }, options));
    expect(await remote.write(create)).toMatchObject({ outcome: 'unknown' });
    expect(remote.patience?.isSpent()).toBe(false);
  });

  test('takes the answer that came meanwhile, however long its timers say that it waited', async () => {
    const stopProcess = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1200);
    const fetch = async ({ url }: Request) => {
      if (url.endsWith('/oauth2/token')) return Response.json(token);
      return new Promise<Response>((resolve) => {
        setTimeout(() => {
          stopProcess();
          const answer = () => resolve(Response.json({ data: [row] }));
          // Timers that are due come first, as they do before sockets.
          setImmediate(() => setImmediate(answer));
        }, 1);
      });
    };
    const options = { fetch, timeoutMs: 1100 };
    const remote = createRemote(remoteOptions({ url: 'https://api.test' }, options));
    expect(await remote.write(create)).toMatchObject({ outcome: 'answered' });
  });

  test('or whose clock was set back, has no more time than before', async () => {
    const clock = createFakeClock();
    const { patience } = createRemote(remoteOptions({ url: 'https://api.test' }, { clock }));
    await patience?.wait(30_000);
    clock.advance(-3_600_000);
    const before = clock.now();
    while (await patience?.wait(8000));
    expect(clock.now() - before).toBeLessThan(15_000 + 130_000);
  });
});

describe('what else waits for faults', () => {
  test('is paid from the same time', async () => {
    const clock = createFakeClock();
    served = await serve(() => ({ status: 503 }));
    const { patience, readAll } = createRemote(
      remoteOptions(served, { clock, faultWaitMs: 10_000 }),
    );
    const start = clock.now();
    expect(await patience?.wait(4000)).toBe(true);
    await failureOf(readAll('segment'));
    expect(clock.now() - start).toBe(10_000);
    expect(patience?.isSpent()).toBe(true);
    expect(await patience?.wait(1)).toBe(false);
  });

  test('ends at once when the run is interrupted', async () => {
    const interrupt = new AbortController();
    const options = { signal: interrupt.signal };
    const { patience } = createRemote(remoteOptions({ url: 'https://api.test' }, options));
    interrupt.abort();
    expect(await patience?.wait(1000)).toBe(false);
  });

  test('counts the reads that settle a write, but no others', async () => {
    const clock = createFakeClock();
    served = await serve(() => {
      clock.advance(3000);
      return page;
    });
    const { patience, readAll } = createRemote(remoteOptions(served, { clock, faultWaitMs: 5000 }));
    await readAll('segment');
    await readAll('segment');
    expect(patience?.isSpent()).toBe(false);
    await readAll('segment', { afterFault: true });
    expect(patience?.isSpent()).toBe(false);
    await readAll('segment', { afterFault: true });
    expect(patience?.isSpent()).toBe(true);
  });
});

describe('a chunk of members that was lost at first', () => {
  const chunk: AmendRequest = {
    target: { kind: 'segment', id: '1' },
    operation: 'add',
    identifierType: 'Email',
    gumCallerId: null,
    identifiers: sentTexts(['a']),
  };
  const problem = { errors: [{ type: 'access-control', code: 'no' }] };
  test.each<[string, Reply]>([
    ['403', { status: 403, json: problem }],
    ['400', { status: 400, json: problem }],
    ['401', { status: 401, json: problem }],
    ['429 for ever', { status: 429 }],
    ['errors in a success', { json: { ...problem, data: {} } }],
  ])('and then refused with %s is unknown, not failed', async (_, second) => {
    served = await serve((_request, number) => (number === 0 ? 'reset' : second));
    const { members } = createRemote(remoteOptions(served));
    expect(await members.amend(chunk)).toMatchObject({ outcome: 'unknown' });
  });

  test('and then lacks a token is unknown', async () => {
    let tokens = 0;
    served = await serve(
      (_, number) => (number === 0 ? { status: 500 } : { status: 401 }),
      () => (tokens++ === 0 ? tokenReply : { status: 401, json: { error: 'invalid_client' } }),
    );
    const { members } = createRemote(remoteOptions(served));
    expect(await members.amend(chunk)).toMatchObject({
      outcome: 'unknown',
      problems: [{ code: 'credentials-rejected' }],
    });
  });

  test('and then interrupted is unknown', async () => {
    const interrupt = new AbortController();
    served = await serve(() => ({ status: 500 }));
    const { members } = createRemote(
      remoteOptions(served, {
        signal: interrupt.signal,
        onEvent: ({ event }) => event === 'wait' && interrupt.abort(),
      }),
    );
    expect(await members.amend(chunk)).toMatchObject({ outcome: 'unknown' });
  });

  test('refused at its first sending is refused', async () => {
    served = await serve(() => ({ status: 403, json: problem }));
    const { members } = createRemote(remoteOptions(served));
    expect(await members.amend(chunk)).toMatchObject({ outcome: 'refused' });
  });
});
