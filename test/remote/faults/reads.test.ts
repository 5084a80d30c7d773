/** Every fault of the wire and what comes of it for a read. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { createRemote } from '../../../src/remote/create-remote.ts';
import { createRemoteReader } from '../../../src/remote/create-remote-reader.ts';
import type { RemoteEvent } from '../../../src/remote/remote-event.ts';
import { failureOf, remoteOptions } from '../connect.ts';
import { createFakeClock } from '../fake-clock.ts';
import { type Served, serve } from '../serve.ts';
import { create, page, passing, patience, problem, row } from './fault-samples.ts';

let served: Served;
afterEach(() => served.close());

describe('a read', () => {
  test.each(passing)('goes on after two of: %s', async (_, fault) => {
    served = await serve((_request, number) => (number < 2 ? fault : page));
    const reader = createRemoteReader(remoteOptions(served, patience(fault)));
    expect(await reader.readAll('segment')).toEqual([row]);
    expect(served.calls()).toHaveLength(3);
  });

  test.each([
    [
      '500',
      { status: 500, json: problem('internal-error') },
      /^api-unavailable: POST \S+\/search answered 500 \(internal-error: about internal-error; trace trace-1\) at the last of 12 tries \| /u,
    ],
    [
      '502 with HTML',
      { status: 502, text: '<html>x</html>' },
      /^api-unavailable: POST \S+\/search answered 502 at the last of 12 tries \| /u,
    ],
    [
      '429',
      { status: 429, json: {} },
      /^api-rate-limited: POST \S+ answered 429 at the last of 12 tries \| .*--rate-limit/u,
    ],
    [
      'HTML in a success',
      { text: '<html>Welcome</html>' },
      /^api-answer-malformed: POST \S+ answered something that is not JSON at the last of 12 tries \| /u,
    ],
    [
      'reset connection',
      'reset',
      /^api-unreachable: POST \S+ at 127\.0\.0\.1:\d+: connection \w+ \(\w+\), 12 times \| /u,
    ],
  ] as const)('gives up when the time is spent on: %s', async (_, fault, message) => {
    served = await serve(() => fault);
    const failure = await failureOf(createRemoteReader(remoteOptions(served)).readAll('segment'));
    expect(failure).toMatch(message);
    expect(served.calls()).toHaveLength(12);
  });

  test.each([
    [
      400,
      problem('invalid-range'),
      /^invalid-range: POST \S+ answered 400 \(invalid-range: about/u,
    ],
    [
      401,
      problem('authorization-token-invalid'),
      /^credentials-rejected: POST \S+ answered 401 .*\| Check CRITEO_CLIENT_ID/u,
    ],
    [
      403,
      problem('insufficient-permissions'),
      /^api-forbidden: .*answered 403 \(insufficient-permissions.*\| .*"Audiences Read".*account 625702934721171442/u,
    ],
    [404, {}, /^api-not-found: .*answered 404 \| Check account 625702934721171442/u],
    [410, {}, /^api-version-gone: .*answered 410 \| /u],
    [
      403,
      problem('account-must-exist'),
      /^api-forbidden: .*\| Correct the ID of the account or advertiser in the project file: accountId or advertiserId\.$/u,
    ],
    [
      403,
      problem('of-another-quota', { type: 'quota' }),
      /^of-another-quota: .*\| Delete segments and audiences that are no longer used/u,
    ],
    [
      400,
      problem('audiences-limit-reached', { type: 'quota' }),
      /^audiences-limit-reached: .*\| Delete audiences/u,
    ],
    [400, {}, /^api-refused: .*answered 400 \| (?!.*(?:trace|message)).*contains no reason\.$/u],
    [415, { errors: 'none' }, /^api-refused: .*answered 415 \| (?!.*(?:trace|message))/u],
    [418, problem('I am a teapot'), /^api-refused: .*answered 418 \(I am a teapot.*trace ID\.$/u],
    [501, {}, /^api-unavailable: .*answered 501/u],
  ])('fails at once on %i', async (status, json, message) => {
    served = await serve(() => ({ status, json }));
    const failure = await failureOf(createRemoteReader(remoteOptions(served)).readAll('segment'));
    expect(failure).toMatch(message);
    expect(failure.split('\n')).toHaveLength(1);
    expect(served.calls()).toHaveLength(status === 401 ? 2 : 1);
  });

  test('does not follow a redirect', async () => {
    served = await serve(() => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }));
    const failure = await failureOf(createRemoteReader(remoteOptions(served)).readAll('segment'));
    expect(failure).toMatch(/^api-redirected: .*answered 302.* leads to 127\.0\.0\.1:1\.$/u);
  });

  test.each([
    ['/login?token=abc', /another path of 127\.0\.0\.1:\d+\.$/u],
    ['https://user:pass@sso.example/in?code=abc', / leads to sso\.example\.$/u],
    ['http://', / leads elsewhere\.$/u],
    ['mailto:a@example.com', / leads elsewhere\.$/u],
    [null, / leads elsewhere\.$/u],
  ])('says where %s leads, and no more of it', async (location, told) => {
    served = await serve(() => ({ status: 302, headers: location === null ? {} : { location } }));
    const failure = await failureOf(createRemoteReader(remoteOptions(served)).readAll('segment'));
    expect(failure).toMatch(told);
    expect(failure).not.toMatch(/abc|pass|@/u);
  });

  test.each<[string, Readonly<Record<string, string>>, boolean]>([
    ['seconds', { 'x-ratelimit-reset': '20' }, true],
    ['an instant far off', { 'x-ratelimit-reset': '4102444800' }, true],
    ['retry-after', { 'retry-after': '20' }, true],
    ['an instant that has passed', { 'x-ratelimit-reset': '1628249355' }, false],
    ['nothing', {}, false],
    ['a number that is no instant', { 'x-ratelimit-reset': '1e300' }, false],
  ])('says when a rate limit opens, told by %s', async (_, headers, isTold) => {
    served = await serve(() => ({ status: 429, headers, json: {} }));
    const options = remoteOptions(served, { faultWaitMs: 0 });
    const failure = await failureOf(createRemoteReader(options).readAll('segment'));
    const opening = /\| Wait until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, .*other processes/u;
    expect(opening.test(failure)).toBe(isTold);
    expect(failure).toContain('Lower --rate-limit if other processes use the same application');
  });

  test('waits 0.5 s, doubling to 8 s, less the jitter', async () => {
    served = await serve(() => ({ status: 503 }));
    const clock = createFakeClock();
    await failureOf(createRemoteReader(remoteOptions(served, { clock })).readAll('segment'));
    expect(clock.slept).toEqual([375, 750, 1500, 3000, ...Array(6).fill(6000), 3375]);
  });

  test('stops when the run has waited for faults long enough', async () => {
    served = await serve(() => ({ status: 503 }));
    const clock = createFakeClock();
    const reader = createRemoteReader(remoteOptions(served, { clock, faultWaitMs: 1000 }));
    await failureOf(reader.readAll('segment'));
    expect(clock.slept).toEqual([375, 625]);
    await failureOf(reader.readAll('segment'));
    expect(served.calls()).toHaveLength(4);
  });

  test('waits for the reset of the rate limit, at no cost to the waits for faults', async () => {
    const clock = createFakeClock();
    const reset = Math.ceil(clock.now() / 1000) + 42;
    served = await serve((_, number) =>
      number === 0 ? { status: 429, headers: { 'x-ratelimit-reset': String(reset) } } : page,
    );
    const waits: RemoteEvent[] = [];
    const reader = createRemoteReader(
      remoteOptions(served, {
        clock,
        faultWaitMs: 0,
        onEvent: (event) => event.event === 'wait' && waits.push(event),
      }),
    );
    await reader.readAll('segment');
    expect(clock.now()).toBeGreaterThanOrEqual(reset * 1000);
    expect(clock.now()).toBeLessThanOrEqual(reset * 1000 + 1000);
    expect(waits).toMatchObject([{ event: 'wait', reason: 'rate-limit' }]);
  });

  test('waits when the headers of a success say that nothing is left', async () => {
    const clock = createFakeClock();
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' };
    served = await serve(() => ({ ...(page as object), headers }));
    const reader = createRemoteReader(remoteOptions(served, { clock }));
    await reader.readAll('segment');
    expect(clock.slept).toEqual([]);
    await reader.readAll('segment');
    expect(clock.slept).toEqual([30_001]);
  });

  test('ends at once when the run is interrupted in a wait', async () => {
    served = await serve(() => ({ status: 503 }));
    const interrupt = new AbortController();
    const reader = createRemoteReader(
      remoteOptions(served, {
        signal: interrupt.signal,
        onEvent: (event) => event.event === 'wait' && interrupt.abort(),
      }),
    );
    expect(await failureOf(reader.readAll('segment'))).toMatch(/^interrupted: /u);
    expect(served.calls()).toHaveLength(1);
  });

  test('ends at once when the run is interrupted before the answer', async () => {
    const interrupt = new AbortController();
    served = await serve(() => {
      interrupt.abort();
      return 'hang';
    });
    const reader = createRemoteReader(remoteOptions(served, { signal: interrupt.signal }));
    expect(await failureOf(reader.readAll('segment'))).toMatch(/^interrupted: /u);
  });
});

// The built-in fetch forgets the signal of a request that is collected as garbage while its body arrives.
describe('a fetch that does not hear the signal', () => {
  const token = { access_token: 'token', token_type: 'bearer', expires_in: '900' };
  const endless = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));
  test.each<[string, () => Response | Promise<Response>]>([
    ['and gives no answer', () => new Promise(() => {})],
    ['and gives a body without an end', endless],
  ])('%s is given up in time', async (_, answer) => {
    const fetch = async ({ url }: Request) =>
      url.endsWith('/oauth2/token') ? Response.json(token) : answer();
    const options = remoteOptions({ url: 'https://api.test' }, { fetch, timeoutMs: 100 });
    expect(await createRemote(options).write(create)).toMatchObject({ outcome: 'unknown' });
    const interrupt = new AbortController();
    const reading = createRemoteReader({ ...options, timeoutMs: 60_000, signal: interrupt.signal });
    const failure = failureOf(reading.readAll('segment'));
    setTimeout(() => interrupt.abort(), 100);
    expect(await failure).toMatch(/^interrupted: /u);
  });
});
