/** Every fault of the wire and what comes of it, for a read, a write and the token. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/model/text/json.ts';
import { createRemote } from '../../src/remote/create-remote.ts';
import { createRemoteReader } from '../../src/remote/create-remote-reader.ts';
import type { RemoteEvent } from '../../src/remote/remote-event.ts';
import { failureOf, remoteOptions } from './connect.ts';
import { createFakeClock } from './fake-clock.ts';
import { type Reply, type Served, serve, tokenReply } from './serve.ts';

let served: Served;
afterEach(() => served.close());

const row = { id: '738406688413290497', attributes: { name: 'CRM' } };
const page: Reply = { json: { data: [row], meta: { totalItems: 1 } } };
const problem = (code: string, more = {}) => ({
  errors: [{ type: 'validation', code, detail: `about ${code}`, traceId: 'trace-1', ...more }],
});
const item = { attributes: { name: 'CRM' } };
const create = { kind: 'segment', verb: 'create', items: [item] } as const;
/** Short where no answer comes, and long enough everywhere else for a busy machine. */
const patience = (fault: Reply) => ({
  timeoutMs: typeof fault === 'string' && fault.startsWith('hang') ? 400 : 5000,
});

const passing: readonly (readonly [string, Reply])[] = [
  ['500', { status: 500, json: problem('internal-error') }],
  ['502 with HTML', { status: 502, text: '<html>Bad gateway</html>' }],
  ['503 with nothing', { status: 503 }],
  ['504', { status: 504 }],
  ['408', { status: 408 }],
  ['429 without headers', { status: 429, json: {} }],
  ['429 with a reset in seconds', { status: 429, headers: { 'x-ratelimit-reset': '20' } }],
  ['429 with a reset in the past', { status: 429, headers: { 'x-ratelimit-reset': '1628249355' } }],
  ['reset connection', 'reset'],
  ['truncated body', 'truncate'],
  ['truncated JSON', { text: '{"data":[{"id":"7384' }],
  ['HTML in a success', { text: '<html>Welcome</html>' }],
  ['empty success', { status: 200 }],
  ['no answer in time', 'hang'],
  ['no end of the body in time', 'hang-in-body'],
];

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
      /^of-another-quota: .*\| Delete what is no longer used/u,
    ],
    [
      400,
      problem('audiences-limit-reached', { type: 'quota' }),
      /^audiences-limit-reached: .*\| Delete audiences/u,
    ],
    [400, {}, /^api-refused: .*answered 400 \| (?!.*(?:trace|message)).*holds no reason\.$/u],
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
    const opening = /\| Wait until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, .*Perhaps other processes/u;
    expect(opening.test(failure)).toBe(isTold);
    expect(failure).toContain('Perhaps other processes use the same application');
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

describe('a write', () => {
  test.each(passing.filter(([name]) => !name.startsWith('429') && !name.startsWith('empty')))(
    'is sent once and left unknown after: %s',
    async (_, fault) => {
      served = await serve(() => fault);
      const answer = await createRemote(remoteOptions(served, patience(fault))).write(create);
      expect(answer.outcome).toBe('unknown');
      expect(answer.problems.length).toBeGreaterThan(0);
      // No manifest can mend it: what does is said with it.
      for (const { hint } of answer.problems) expect(hint).toMatch(/^[A-Z].*\.$/u);
      expect(served.calls()).toHaveLength(1);
    },
  );

  test.each(passing.filter(([name]) => name.startsWith('429')))(
    'is sent again after: %s',
    async (_, fault) => {
      served = await serve((_request, number) => (number < 2 ? fault : { json: { data: [row] } }));
      const answer = await createRemote(remoteOptions(served)).write(create);
      expect(answer).toEqual({ outcome: 'answered', rows: [row], problems: [], hasBody: true });
      expect(served.calls()).toHaveLength(3);
    },
  );

  const plain = {
    code: 'name-must-be-unique',
    detail: 'about name-must-be-unique',
    traceId: 'trace-1',
    index: 0,
    deprecation: false,
  };

  test.each<[string, Reply, object]>([
    [
      'rows',
      { json: { data: [row] } },
      { outcome: 'answered', rows: [row], problems: [], hasBody: true },
    ],
    ['204', { status: 204 }, { outcome: 'answered', rows: [], problems: [], hasBody: false }],
    [
      'an empty 200',
      { status: 200 },
      { outcome: 'answered', rows: [], problems: [], hasBody: false },
    ],
    [
      'nothing in an object',
      { json: {} },
      { outcome: 'answered', rows: [], problems: [], hasBody: true },
    ],
    [
      'rows that are none',
      { json: { data: [null, 7, {}, { id: null }, { id: '' }, row] } },
      { outcome: 'answered', rows: [row] },
    ],
    [
      'errors',
      { json: { data: [], ...problem('name-must-be-unique', { instance: '@data/0' }) } },
      { outcome: 'answered', problems: [plain] },
    ],
    [
      'warnings',
      {
        json: {
          data: null,
          warnings: problem('name-must-be-unique', { instance: '/data/0/attributes/name' }).errors,
        },
      },
      { outcome: 'answered', problems: [plain] },
    ],
    [
      'a 400 that names the items',
      { status: 400, json: problem('name-must-be-unique', { instance: '@data/0' }) },
      { outcome: 'refused', status: 400, problems: [plain] },
    ],
    [
      'a 400 with rows',
      {
        status: 400,
        json: { data: [row], ...problem('name-must-be-unique', { instance: '@data/0' }) },
      },
      { outcome: 'answered', rows: [row], problems: [plain] },
    ],
    [
      'a problem of the older kind',
      { json: { errors: [{ traceIdentifier: 't', title: 'No', instance: '/audiences/314195' }] } },
      {
        outcome: 'answered',
        problems: [
          { code: 'unknown', detail: 'No', traceId: 't', index: null, deprecation: false },
        ],
      },
    ],
    [
      'a deprecation',
      { json: { data: [row], warnings: [{ type: 'deprecation', code: 'endpoint-deprecated' }] } },
      { outcome: 'answered', problems: [{ code: 'endpoint-deprecated', deprecation: true }] },
    ],
    [
      '403 with HTML',
      { status: 403, text: '<html>No</html>' },
      { outcome: 'refused', status: 403, problems: [{ code: 'api-forbidden' }] },
    ],
    ['404', { status: 404 }, { outcome: 'refused', problems: [{ code: 'api-not-found' }] }],
    ['410', { status: 410 }, { outcome: 'refused', problems: [{ code: 'api-version-gone' }] }],
    ['413', { status: 413 }, { outcome: 'refused', problems: [{ code: 'api-refused' }] }],
    ['302', { status: 302 }, { outcome: 'refused', problems: [{ code: 'api-redirected' }] }],
    ['a list', { json: [] }, { outcome: 'unknown' }],
    [
      'a 503 with a problem',
      { status: 503, json: problem('internal-error') },
      { outcome: 'unknown', problems: [{ code: 'internal-error' }] },
    ],
  ])('answered with %s', async (_, reply, answer) => {
    served = await serve(() => reply);
    expect(await createRemote(remoteOptions(served)).write(create)).toMatchObject(answer);
    expect(served.calls()).toHaveLength(1);
  });

  // The guide has no event segments in the stable version, and the specification has.
  test.each([
    ['2026-07', 'Event-based targeting is currently not supported.', true],
    ...[
      ...['Events are only available in preview', 'Use the experimental version for events.'],
      ...['Event segments: this API version has none', 'The attribute "events" does not exist'],
      ...["Segment type Events isn't available yet", 'Events require version 2027-01'],
      ...['The field events is not available', 'Unsupported segment type', 'Stable has no events.'],
    ].map((title): [string, string, boolean] => ['2026-07', title, true]),
    ...[
      ...['The price is not valid.', 'Brand 7 does not exist', 'The name is not available.'],
      ...['There is no event of this kind', 'Too many events', 'The retailer exists no more'],
    ].map((title): [string, string, boolean] => ['2026-07', title, false]),
    ['experimental', 'Not supported.', false],
    ['preview', 'Events are only available in a later version', false],
  ])(
    'at %s, an event segment refused with "%s" names segmentApiVersion: %p',
    async (version, title, isNamed) => {
      const problem = { type: 'validation', code: 'of-the-test', title, instance: '@data/0' };
      served = await serve(() => ({ json: { data: [], errors: [problem] } }));
      const remote = createRemote(remoteOptions(served, { segmentApiVersion: version }));
      const ask = async (attributes: JsonObject) => {
        const answer = await remote.write({
          kind: 'segment',
          verb: 'create',
          items: [{ attributes }],
        });
        return answer.problems[0]?.hint;
      };
      const hint = isNamed ? expect.stringContaining('segmentApiVersion: experimental') : undefined;
      expect(await ask({ name: 'A', events: { shopperActivity: 'View' } })).toEqual(hint);
      expect(await ask({ name: 'A', contactList: {} })).toBeUndefined();
    },
  );

  test.each(['validation', null, 'access-control', 'availability', 'something-new'])(
    'whatever type (%p) and place a refusal of event segments has that names a version',
    async (type) => {
      const problem = { type, code: 'of-the-test', detail: 'Events are only available in preview' };
      served = await serve(() => ({ status: 400, json: { errors: [problem] } }));
      const remote = createRemote(remoteOptions(served));
      const ask = (...items: readonly JsonObject[]) =>
        remote.write({ kind: 'segment', verb: 'create', items });
      const events = { attributes: { name: 'A', events: { shopperActivity: 'View' } } };
      const hint = expect.stringContaining('segmentApiVersion: experimental');
      expect((await ask(events)).problems).toMatchObject([{ hint }]);
      expect((await ask(events, events)).problems).toMatchObject([{ hint }]);
      const list = { attributes: { name: 'B', contactList: {} } };
      const [mixed] = (await ask(events, list)).problems;
      expect(mixed?.hint ?? '').not.toContain('segmentApiVersion');
    },
  );

  test.each([401, 403, 404, 410, 500, 503])(
    'a %i has its own advice, whatever it says',
    async (status) => {
      for (const detail of ['Version 2026-07 has no events', null]) {
        const errors = detail === null ? [] : [{ type: 'validation', code: 'of-the-test', detail }];
        served = await serve(() => ({ status, json: { errors } }));
        const events = { attributes: { name: 'A', events: { shopperActivity: 'View' } } };
        const write = { kind: 'segment', verb: 'create', items: [events] } as const;
        const { problems } = await createRemote(remoteOptions(served)).write(write);
        expect(problems[0]?.hint).toBeDefined();
        expect(problems[0]?.hint).not.toContain('segmentApiVersion: experimental');
        await served.close();
      }
    },
  );

  test('a code that is known to be about something else keeps its own advice', async () => {
    const problem = { type: 'validation', code: 'name-must-be-unique', instance: '@data/0' };
    const detail = 'A segment with this type and name is not available';
    served = await serve(() => ({ json: { data: [], errors: [{ ...problem, detail }] } }));
    const events = { attributes: { name: 'A', events: { shopperActivity: 'View' } } };
    const write = { kind: 'segment', verb: 'create', items: [events] } as const;
    const { problems } = await createRemote(remoteOptions(served)).write(write);
    expect(problems[0]?.hint).toBeUndefined();
  });

  test.each([
    [401, 'CRITEO_CLIENT_SECRET'],
    [403, 'Audiences Manage'],
    [404, 'set segmentApiVersion in the project file'],
    [410, 'set segmentApiVersion in the project file'],
    [503, 'Wait'],
  ])('answered with %i and a code of the API: with our hint beside it', async (status, advice) => {
    const reply = { status, json: problem('brand-new-code') };
    served = await serve(() => reply);
    const { problems } = await createRemote(remoteOptions(served)).write(create);
    const hint = expect.stringContaining(advice);
    expect(problems).toMatchObject([{ code: 'brand-new-code', traceId: 'trace-1', hint }]);
  });

  test.each([
    ['a 400 about the request', { status: 400, json: problem('brand-new-code') }],
    [
      'a 400 about one item',
      { status: 400, json: problem('brand-new-code', { instance: '@data/0' }) },
    ],
  ])('is about the item after %s: no hint', async (_, reply) => {
    served = await serve(() => reply);
    const { problems } = await createRemote(remoteOptions(served)).write(create);
    expect(problems.map(({ code, hint }) => [code, hint])).toEqual([['brand-new-code', undefined]]);
  });

  test.each([401, 403, 404, 410, 429, 500])(
    'is not mended in a manifest after a %i that names an item',
    async (status) => {
      const json = problem('brand-new-code', { instance: '@data/0' });
      served = await serve(() => ({ status, json }));
      const { problems } = await createRemote(remoteOptions(served, { faultWaitMs: 0 })).write(
        create,
      );
      expect(problems.map(({ hint }) => typeof hint)).toEqual(['string']);
    },
  );

  test('renews the token once and is sent again after a 401', async () => {
    served = await serve(
      ({ headers }) =>
        headers['authorization'] === 'Bearer second-token'
          ? { json: { data: [row] } }
          : { status: 401, json: problem('authorization-token-expired') },
      (_, number) => ({ json: { access_token: ['first-token', 'second-token'][number] } }),
    );
    const answer = await createRemote(remoteOptions(served)).write(create);
    expect(answer).toMatchObject({ outcome: 'answered', rows: [row] });
    expect(served.received).toHaveLength(4);
  });

  test('is refused after a second 401', async () => {
    served = await serve(() => ({ status: 401, json: problem('authorization-token-invalid') }));
    const answer = await createRemote(remoteOptions(served)).write(create);
    expect(answer).toMatchObject({
      outcome: 'refused',
      status: 401,
      problems: [{ code: 'authorization-token-invalid' }],
    });
    expect(served.calls()).toHaveLength(2);
  });

  test('is refused when it cannot be sent', async () => {
    served = await serve(() => page);
    const { url } = served;
    await served.close();
    const credentials = { accessToken: 'given-access-token' };
    const answer = await createRemote(remoteOptions({ url }, { credentials })).write(create);
    expect(answer).toMatchObject({
      outcome: 'refused',
      status: null,
      problems: [{ code: 'api-unreachable', detail: expect.stringContaining('ECONNREFUSED') }],
    });
  });

  test('that is on its way is waited for when the run is interrupted, and can be read after', async () => {
    const interrupt = new AbortController();
    served = await serve(() => {
      interrupt.abort();
      return page;
    });
    const remote = createRemote(remoteOptions(served, { signal: interrupt.signal }));
    expect(await remote.write(create)).toMatchObject({ outcome: 'answered', rows: [row] });
    await remote.readAll('segment');
    const late = await remote.write(create);
    expect(late).toMatchObject({
      outcome: 'refused',
      status: null,
      problems: [{ code: 'interrupted' }],
    });
    expect(served.calls()).toHaveLength(2);
  });

  test.each([
    [
      'segment',
      'create',
      'POST',
      '/2026-07/retail-media/accounts/625702934721171442/audience-segments/create',
    ],
    [
      'segment',
      'update',
      'PATCH',
      '/2026-07/retail-media/accounts/625702934721171442/audience-segments',
    ],
    [
      'segment',
      'delete',
      'POST',
      '/2026-07/retail-media/accounts/625702934721171442/audience-segments/delete',
    ],
    [
      'audience',
      'create',
      'POST',
      '/experimental/retail-media/accounts/625702934721171442/audiences/create',
    ],
    [
      'audience',
      'update',
      'PATCH',
      '/experimental/retail-media/accounts/625702934721171442/audiences',
    ],
    [
      'audience',
      'delete',
      'POST',
      '/experimental/retail-media/accounts/625702934721171442/audiences/delete',
    ],
  ] as const)('%s %s goes to %s %s', async (kind, verb, method, path) => {
    served = await serve(() => ({ json: { data: [] } }));
    await createRemote(remoteOptions(served)).write({ kind, verb, items: [item] });
    expect(served.calls()).toMatchObject([
      { method, path, json: { data: [item] }, headers: { 'content-type': 'application/json' } },
    ]);
  });
});

describe('the token', () => {
  test.each(passing.filter(([name]) => !name.startsWith('no end')))(
    'is asked for again after: %s',
    async (_, fault) => {
      served = await serve(
        () => page,
        (_request, number) => (number < 2 ? fault : tokenReply),
      );
      const reader = createRemoteReader(remoteOptions(served, patience(fault)));
      expect(await reader.readAll('segment')).toEqual([row]);
    },
  );

  test.each<[string, Reply, RegExp]>([
    [
      'invalid_client',
      {
        status: 401,
        json: {
          error: 'invalid_client',
          error_description: 'The secret secret-of-the-test is invalid',
        },
      },
      /^credentials-rejected: POST \/oauth2\/token answered 401 \(invalid_client: The secret \[redacted\] is invalid\) \| Check CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET\.$/u,
    ],
    [
      '400',
      { status: 400, json: { error: 'invalid_request' } },
      /^credentials-rejected: .*answered 400 \(invalid_request\)/u,
    ],
    [
      '403 with HTML',
      { status: 403, text: '<html></html>' },
      /^credentials-rejected: .*answered 403/u,
    ],
    ['404', { status: 404 }, /^api-not-found: POST \/oauth2\/token answered 404/u],
    ['a success without a token', { json: {} }, /^api-answer-malformed: POST \/oauth2\/token /u],
    [
      'an empty token',
      { json: { access_token: '' } },
      /^api-answer-malformed: POST \/oauth2\/token /u,
    ],
  ])('fails on %s', async (_, reply, message) => {
    served = await serve(
      () => page,
      () => reply,
    );
    const remote = createRemote(remoteOptions(served));
    expect(await failureOf(remote.readAll('segment'))).toMatch(message);
    expect(await remote.write(create)).toMatchObject({ outcome: 'refused', status: null });
    expect(served.calls()).toHaveLength(0);
  });

  test('is asked for as OAuth says, once for all that wait', async () => {
    served = await serve(() => ({ json: { data: [], meta: { totalItems: 0 } } }));
    await createRemoteReader(remoteOptions(served)).readSnapshot();
    const tokens = served.received.filter(({ path }) => path === '/oauth2/token');
    expect(tokens).toHaveLength(1);
    expect(tokens[0]).toMatchObject({
      method: 'POST',
      text: 'grant_type=client_credentials&client_id=client-of-the-test&client_secret=secret-of-the-test',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    for (const call of served.calls()) {
      expect(call.headers['authorization']).toBe('Bearer token-of-the-test');
    }
  });

  test('that was given is never renewed', async () => {
    served = await serve(() => ({ status: 401, json: problem('authorization-token-expired') }));
    const options = remoteOptions(served, { credentials: { accessToken: 'given-access-token' } });
    const failure = await failureOf(createRemoteReader(options).readAll('segment'));
    expect(failure).toMatch(/^credentials-rejected: .*\| Set a fresh CRITEO_ACCESS_TOKEN/u);
    expect(served.received).toHaveLength(1);
  });
});

test('a host that cannot be reached is given up after three tries', async () => {
  served = await serve(() => page);
  const { url } = served;
  await served.close();
  const clock = createFakeClock();
  const failure = await failureOf(
    createRemoteReader(remoteOptions({ url }, { clock })).readAll('segment'),
  );
  expect(failure).toMatch(
    /^api-unreachable: POST \/oauth2\/token at 127\.0\.0\.1:\d+: connection refused \(ECONNREFUSED\), 3 times \| /u,
  );
  expect(clock.slept).toEqual([375, 750]);
});

test.each([
  ['a barred port', 'http://127.0.0.1:1', /^api-unreachable: .*barred/u],
  ['a name that is none', 'http://no-such-host.invalid', /^api-unreachable: .*host name/u],
])('%s is told at once', async (_, url, message) => {
  served = await serve(() => page);
  const options = remoteOptions({ url }, { credentials: { accessToken: 'given-access-token' } });
  expect(await failureOf(createRemoteReader(options).readAll('segment'))).toMatch(message);
});

test.each(['', ' ', 'two\nlines', 'schlüssel'])('the token %j is not sent', async (accessToken) => {
  served = await serve(() => page);
  const options = remoteOptions(served, { credentials: { accessToken } });
  const failure = await failureOf(createRemoteReader(options).readAll('segment'));
  expect(failure).toMatch(/^credentials-rejected: .*\| Set CRITEO_ACCESS_TOKEN/u);
  expect(failure).not.toMatch(/lines|schl/u);
  expect(served.received).toHaveLength(0);
});

test('no more requests go out than the rate allows', async () => {
  const clock = createFakeClock();
  const times: number[] = [];
  served = await serve(() => {
    times.push(clock.now());
    return page;
  });
  const reader = createRemoteReader(remoteOptions(served, { clock, requestsPerMinute: 5 }));
  await Promise.all(Array.from({ length: 23 }, () => reader.readAll('segment')));
  expect(times).toHaveLength(23);
  times.forEach((time, index) => {
    const before = times[index - 5];
    if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(60_000);
  });
});

test('events tell what was sent and what came back, without secrets', async () => {
  served = await serve((_, number) =>
    number === 0
      ? { status: 503 }
      : { json: { data: [row], ...problem('about token-of-the-test and secret-of-the-test') } },
  );
  const events: RemoteEvent[] = [];
  const remote = createRemote(remoteOptions(served, { onEvent: (event) => events.push(event) }));
  await failureOf(remote.readAll('segment'));
  await remote.write(create);
  expect(
    events.map((event) => `${event.event} ${'request' in event ? event.request : ''}`),
  ).toEqual([
    'request 2',
    'answer 2',
    'request 1',
    'answer 1',
    'wait ',
    'request 1',
    'answer 1',
    'request 3',
    'answer 3',
  ]);
  expect(JSON.stringify(events)).not.toMatch(/secret-of|token-of|client-of/u);
  expect(events.at(-1)).toMatchObject({
    event: 'answer',
    status: 200,
    ids: [row.id],
    traceIds: ['trace-1'],
    problems: [{ code: 'about [redacted] and [redacted]' }],
  });
  expect(events).toContainEqual({
    event: 'request',
    request: expect.any(Number),
    attempt: 1,
    method: 'POST',
    path: '/2026-07/retail-media/accounts/625702934721171442/audience-segments/create',
    query: {},
    body: { data: [item] },
  });
});
