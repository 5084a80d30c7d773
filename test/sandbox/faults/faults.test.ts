import { afterEach, describe, expect, test } from '@jest/globals';
import type { Fault, FaultEffect } from '../../../src/sandbox/faults/fault.ts';
import { createFaultPlan } from '../../../src/sandbox/faults/fault-plan.ts';
import { spoilByFault } from '../../../src/sandbox/faults/fault-response.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import {
  aContactList,
  anEventSegment,
  bulk,
  type Client,
  connect,
  created,
  everything,
  retailMedia,
  type Transport,
  transports,
} from '../client.ts';

const segments = `${retailMedia}/audience-segments`;
const create = bulk(created(aContactList), created(anEventSegment));

let client: Client;
afterEach(() => client.close());

async function struckBy(effect: FaultEffect, transport: Transport = 'in process'): Promise<Client> {
  const faults: readonly Fault[] = [{ when: { on: 'write' }, times: 1, effect }];
  client = await connect({ settings: { faults } }, transport);
  return client;
}

async function countStored(): Promise<number> {
  const reply = await client.send('POST', `${segments}/search`, everything);
  return reply.json.meta.totalItems;
}

describe.each(transports)('%s', (transport) => {
  test.each<[string, FaultEffect, number]>([
    ['503 before', { kind: 'status', status: 503 }, 0],
    ['503 after', { kind: 'status', status: 503, moment: 'after' }, 2],
    ['a page of 502 after', { kind: 'status', status: 502, moment: 'after', body: 'html' }, 2],
    ['429', { kind: 'status', status: 429, moment: 'after', resetSeconds: 2 }, 0],
    ['truncated body', { kind: 'body', form: 'truncated' }, 2],
    ['malformed body', { kind: 'body', form: 'malformed' }, 2],
    ['page in place of a body', { kind: 'body', form: 'html' }, 2],
    ['no body', { kind: 'body', form: 'empty' }, 2],
  ])('%s: no answer to read', async (_title, effect, stored) => {
    await struckBy(effect, transport);
    const reply = await client.send('POST', `${segments}/create`, create);
    expect(reply.json?.data).toBeUndefined();
    expect(await countStored()).toBe(stored);
    expect((await client.send('POST', `${segments}/create`, create)).status).toBe(200);
  });

  test.each<[string, FaultEffect, number]>([
    ['reset before', { kind: 'reset' }, 0],
    ['reset after', { kind: 'reset', moment: 'after' }, 2],
    ['cut off within the body', { kind: 'body', form: 'cut-off' }, 2],
  ])('%s: the connection breaks', async (_title, effect, stored) => {
    await struckBy(effect, transport);
    await expect(client.send('POST', `${segments}/create`, create)).rejects.toThrow(
      /failed|terminated/,
    );
    expect(await countStored()).toBe(stored);
  });
});

test.each<[boolean, number]>([
  [true, 2],
  [false, 1],
])('an item can be missing from the answer, carried out: %s', async (carriedOut, stored) => {
  await struckBy({ kind: 'lose-items', items: [1], carriedOut });
  const { json } = await client.send('POST', `${segments}/create`, create);
  expect([json.data.length, json.errors.length]).toEqual([1, 0]);
  expect(await countStored()).toBe(stored);
});

test.each<[boolean, number]>([
  [true, 2],
  [false, 0],
])('every item can be missing, carried out: %s', async (carriedOut, stored) => {
  await struckBy({ kind: 'lose-items', items: 'all', carriedOut });
  const { status, json } = await client.send('POST', `${segments}/create`, create);
  expect([status, json.data, json.errors]).toEqual([200, [], []]);
  expect(await countStored()).toBe(stored);
});

test.each<[readonly number[] | 'all', boolean, boolean, number]>([
  [[0], true, true, 2],
  ['all', true, true, 2],
  [[0], false, true, 0],
  ['all', false, true, 0],
  [[1], false, false, 2],
])(
  'a contact list is item 0 of its requests: %j lost, carried out: %s',
  async (items, carriedOut, isLost, count) => {
    client = await connect({});
    const { json } = await client.send('POST', `${segments}/create`, bulk(created(aContactList)));
    const { id } = json.data[0];
    const effect: FaultEffect = { kind: 'lose-items', items, carriedOut };
    client.sandbox.configure({ faults: [{ when: { path: '/add-remove' }, effect }] });
    const identifiers = ['a@example.com', 'b@example.com'];
    const body = { data: { attributes: { operation: 'add', identifiers } } };
    const list = `/2026-07/retail-media/audience-segments/${id}/contact-list/add-remove`;
    const reply = await client.send('POST', list, body);
    expect([reply.status, reply.json.data === null]).toEqual([200, isLost]);
    expect(client.sandbox.members()[id]?.count ?? 0).toBe(count);
  },
);

test.each(['[]', '{}', '{"data":[],"meta":null}', '', 'null', '7'])(
  'a malformed body is no JSON, whatever it was made of: %s',
  (body) => {
    const answer = { status: 200, headers: {}, body, delayMs: 0, connection: 'kept' } as const;
    const spoilt = spoilByFault({ kind: 'body', form: 'malformed' }, answer, 0, 'trace');
    expect(() => JSON.parse(spoilt.body)).toThrow(SyntaxError);
  },
);

test('a write can stay unseen for some reads', async () => {
  await struckBy({ kind: 'stale-reads', reads: 2 });
  await client.send('POST', `${segments}/create`, create);
  expect([await countStored(), await countStored(), await countStored()]).toEqual([0, 0, 2]);
});

describe('a word about an item', () => {
  const code = 'retailer-must-be-live';
  const said = (more: object) => ({ kind: 'item', items: [0], code, ...more }) as FaultEffect;

  test.each<[string, object, string | undefined]>([
    ['its position', {}, '@data/0'],
    ['no instance', { instance: 'none' }, undefined],
    ['an empty one', { instance: 'empty' }, ''],
    ['a path', { instance: 'path' }, '/audience-segments'],
    ['free text', { instance: 'text' }, 'what was sent'],
  ])('points with %s, in either list', async (_title, more, instance) => {
    for (const [carrier, other] of [
      ['errors', 'warnings'],
      ['warnings', 'errors'],
    ] as const) {
      await struckBy(said({ carrier, ...more }));
      const reply = await client.send('POST', `${segments}/create`, create);
      expect(reply.json[other]).toEqual([]);
      expect(reply.json[carrier]).toHaveLength(1);
      expect(reply.json[carrier][0]).toMatchObject({ code, type: 'validation' });
      expect(reply.json[carrier][0].instance).toBe(instance);
      expect(await countStored()).toBe(1);
    }
  });

  test('may stand beside what was done, with a type, words and a status of its own', async () => {
    const words = { type: 'quota', title: 'Too much', detail: 'Wait.', status: 207 } as const;
    await struckBy(said({ carriedOut: true, ...words }));
    const reply = await client.send('POST', `${segments}/create`, create);
    expect([reply.status, reply.json.data.length, await countStored()]).toEqual([207, 2, 2]);
    expect(reply.json.errors[0]).toMatchObject({ type: 'quota', title: 'Too much' });
  });

  test('points at what exists by its path or its ID', async () => {
    client = await connect();
    const made = await client.send('POST', `${segments}/create`, create);
    const id = made.json.data[0].id;
    for (const [instance, written] of [
      ['path', `/audience-segments/${id}`],
      ['id', id],
    ]) {
      const faults = [{ when: { on: 'write' }, effect: said({ instance }) }];
      await client.send('POST', '/_sandbox/settings', { faults });
      const reply = await client.send('POST', `${segments}/delete`, bulk({ id }));
      expect(reply.json.errors[0].instance).toBe(written);
    }
    expect(await countStored()).toBe(2);
  });

  test.each([
    ['add-remove', 'none', null],
    ['add-remove', 'zero', 0],
    ['clear', 'none', null],
  ])('is told of a contact list, too: %s, counters: %s', async (endpoint, counts, valid) => {
    client = await connect();
    const made = await client.send('POST', `${segments}/create`, create);
    const list = `/2026-07/retail-media/audience-segments/${made.json.data[0].id}/contact-list`;
    const identifiers = ['a@example.com'];
    const body = { data: { attributes: { operation: 'add', identifiers } } };
    await client.send('POST', `${list}/add-remove`, body);
    const faults = [{ when: { on: 'write' }, effect: said({ carrier: 'warnings', counts }) }];
    await client.send('POST', '/_sandbox/settings', { faults });
    const more = { data: { attributes: { operation: 'add', identifiers: ['b@example.com'] } } };
    const reply = await client.send('POST', `${list}/${endpoint}`, more);
    expect(reply.status).toBe(200);
    expect(reply.json.data?.attributes.nbValidIdentifiers ?? null).toBe(valid);
    expect(reply.json.warnings[0].code).toBe(code);
    expect(Object.values(client.sandbox.members()).map(({ count }) => count)).toEqual([1]);
  });
});

test('searches take no page beyond the ceiling that is set', async () => {
  client = await connect({ settings: { maxPageSize: 9 } });
  const read = (limit: number) =>
    client.send('POST', `${segments}/search?limit=${limit}&offset=0`, everything);
  expect((await read(9)).status).toBe(200);
  const refused = await read(10);
  expect([refused.status, refused.json.errors[0].code]).toEqual([400, 'pagination-limit-invalid']);
});

test('a write can stay unseen for some time', async () => {
  let now = 1_000_000;
  const faults: readonly Fault[] = [
    { when: { on: 'write' }, times: 1, effect: { kind: 'stale-reads', milliseconds: 500 } },
  ];
  client = await connect({ settings: { faults }, now: () => now });
  await client.send('POST', `${segments}/create`, create);
  now += 499;
  expect(await countStored()).toBe(0);
  now += 1;
  expect(await countStored()).toBe(2);
});

test('a 429 may tell when to come back', async () => {
  await struckBy({ kind: 'status', status: 429, resetSeconds: 3 });
  const reply = await client.send('POST', `${segments}/create`, create);
  expect(reply.headers.get('x-ratelimit-remaining')).toBe('0');
  expect(Number(reply.headers.get('x-ratelimit-reset'))).toBeGreaterThan(0);
});

test('the total of a search can move', async () => {
  client = await connect({
    settings: { faults: [{ when: { on: 'read', nth: 2 }, effect: { kind: 'move-total', by: 3 } }] },
  });
  expect([await countStored(), await countStored(), await countStored()]).toEqual([0, 3, 0]);
});

test.each<['expired' | 'revoked', string]>([
  ['expired', 'authorization-token-expired'],
  ['revoked', 'authorization-token-invalid'],
])('tokens can be %s in mid-run', async (as, code) => {
  await struckBy({ kind: 'end-tokens', as });
  const reply = await client.send('POST', `${segments}/create`, create);
  expect([reply.status, reply.json.errors[0].code]).toEqual([401, code]);
});

test('tokens expire by the clock', async () => {
  let now = 0;
  client = await connect({ now: () => now });
  now = 900_000 - 1;
  expect(await countStored()).toBe(0);
  now += 1;
  expect((await client.send('POST', `${segments}/search`, everything)).status).toBe(401);
});

test('requests beyond the limit of their window are refused, and told when the next begins', async () => {
  let now = 60_000;
  client = await connect({
    now: () => now,
    settings: { rateLimit: { requests: 2, windowMs: 1_000, headers: 'always' } },
  });
  const statuses: number[] = [];
  for (let request = 0; request < 3; request += 1) {
    const reply = await client.send('POST', `${segments}/search`, everything);
    statuses.push(reply.status);
    expect(reply.headers.get('x-ratelimit-reset')).toBe('61');
  }
  expect(statuses).toEqual([200, 200, 429]);
  now += 1_000;
  expect(await countStored()).toBe(0);
});

describe('a fault plan', () => {
  const facts = (number: number) => ({
    number,
    on: 'read' as const,
    method: 'POST',
    path: '/x/search',
  });
  const effect: FaultEffect = { kind: 'reset' };
  const strikesOf = (fault: Fault, seed = 1): readonly number[] => {
    const plan = createFaultPlan([fault], seed);
    return Array.from({ length: 20 }, (_, index) => index + 1).filter(
      (number) => plan.strike(facts(number)) !== null,
    );
  };

  test.each<[string, Fault, readonly number[]]>([
    ['the nth', { when: { nth: [2, 4] }, effect }, [2, 4]],
    ['numbered requests', { when: { request: 7 }, effect }, [7]],
    ['at most so often', { times: 2, effect }, [1, 2]],
    ['a path', { when: { path: 'create' }, effect }, []],
    ['a method', { when: { method: 'PATCH' }, effect }, []],
    ['a class of requests', { when: { on: 'write' }, effect }, []],
  ])('strikes %s', (_title, fault, expected) => {
    expect(strikesOf(fault)).toEqual(expected);
  });

  test.each<FaultEffect>([
    { kind: 'refuse-items', items: [0], type: 'validation', code: 'invalid' },
    { kind: 'lose-items', items: [0], carriedOut: true },
    { kind: 'item', items: 'all', code: 'invalid' },
  ])('$kind waits for a request that holds items', (ofItems) => {
    const plan = createFaultPlan([{ times: 1, effect: ofItems }], 1);
    expect(plan.strike({ ...facts(1), isEmpty: true })).toBeNull();
    expect(plan.strike(facts(2))).toEqual(ofItems);
    const whole = createFaultPlan([{ times: 1, effect }], 1);
    expect(whole.strike({ ...facts(1), isEmpty: true })).toEqual(effect);
  });

  test('draws the same requests from the same seed, others from another', () => {
    const fault: Fault = { when: { probability: 0.5 }, effect };
    expect(strikesOf(fault, 3)).toEqual(strikesOf(fault, 3));
    expect(strikesOf(fault, 3)).not.toEqual(strikesOf(fault, 4));
    expect(strikesOf(fault).length).toBeGreaterThan(4);
    expect(strikesOf(fault).length).toBeLessThan(16);
  });
});

test('items are refused one by one with a problem of any type, and are not carried out', async () => {
  await struckBy({
    kind: 'refuse-items',
    items: [1],
    type: 'availability',
    code: 'internal-error',
  });
  const { json } = await client.send('POST', `${segments}/create`, create);
  expect(json.data).toHaveLength(1);
  expect(json.errors).toMatchObject([
    { type: 'availability', code: 'internal-error', instance: '@data/1' },
  ]);
  expect(await countStored()).toBe(1);
});

test('search lags behind each write for as long as it is told', async () => {
  let now = 0;
  const sandbox = createSandbox({ now: () => now, settings: { searchLagMs: 10_000 } });
  const send = async (method: string, path: string, body: unknown) => {
    const isForm = typeof body === 'string';
    const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
    const headers = { 'content-type': type, authorization: `Bearer ${token}` };
    const text = isForm ? body : JSON.stringify(body);
    const { body: answer } = sandbox.exchange({ method, target: path, headers, body: text });
    return JSON.parse(answer);
  };
  let token = '';
  token = (
    await send('POST', '/oauth2/token', 'grant_type=client_credentials&client_id=a&client_secret=b')
  ).access_token;
  const seen = async () =>
    (await send('POST', `${segments}/search?limit=10&offset=0`, everything)).meta?.totalItems;
  await send('POST', `${segments}/create`, bulk(created(aContactList)));
  now = 4000;
  await send('POST', `${segments}/create`, bulk(created(anEventSegment)));
  expect(await seen()).toBe(0);
  now = 10_000;
  expect(await seen()).toBe(1);
  now = 14_000;
  expect(await seen()).toBe(2);
});
