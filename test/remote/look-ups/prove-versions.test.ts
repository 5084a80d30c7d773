/** The search that proves a version is advice: whatever becomes of it, the plan is made. */
import { describe, expect, test } from '@jest/globals';
import { createRemoteReader } from '../../../src/remote/create-remote-reader.ts';
import type { RemoteEvent } from '../../../src/remote/remote-event.ts';
import type { RemoteOptions } from '../../../src/remote/remote-options.ts';
import { failureOf, remoteOptions } from '../connect.ts';
import { type Reply, type Served, serve, tokenReply } from '../serve.ts';

async function prove(
  reply: (served: () => Served) => Reply,
  changes: (served: Served) => Partial<RemoteOptions> = () => ({}),
) {
  const served: Served = await serve(() => reply(() => served));
  const events: RemoteEvent[] = [];
  const onEvent = (event: RemoteEvent) => events.push(event);
  const options = remoteOptions(served, { onEvent, timeoutMs: 200, ...changes(served) });
  try {
    const reader = createRemoteReader(options);
    const found = await reader.proveVersions?.(['segment', 'audience']);
    return { found, events, calls: served.calls().length };
  } finally {
    await served.close();
  }
}

const replies: readonly [string, Reply][] = [
  ['a reset', 'reset'],
  ['half an answer', 'truncate'],
  ['silence', 'hang'],
  ['silence in the body', 'hang-in-body'],
  ['text', { text: '<html>' }],
  ['nothing', { text: '' }],
  ['a list', { json: [] }],
  ['a redirect', { status: 302, headers: { location: 'https://example.com/' } }],
  ...[200, 400, 401, 403, 408, 409, 422, 429, 500, 502, 503, 504].map((status): [string, Reply] => [
    `${status}`,
    { status, json: {} },
  ]),
  ['a wait', { status: 503, json: {}, headers: { 'retry-after': '60' } }],
];

test.each(replies)('%s says nothing of a version, after one try and no wait', async (_, reply) => {
  const { found, events, calls } = await prove(() => reply);
  expect(found).toEqual([]);
  // An old token is renewed, which costs nothing.
  expect(calls).toBe(reply instanceof Object && 'status' in reply && reply.status === 401 ? 2 : 1);
  expect(events.filter(({ event }) => event === 'wait')).toEqual([]);
});

test.each([404, 410])('%d is a warning', async (status) => {
  const { found } = await prove(() => ({ status, json: {} }));
  expect(found).toMatchObject([{ severity: 'warning', code: 'api-version-unproven' }]);
});

describe('what ends a run ends it here, too', () => {
  test('an interrupt', async () => {
    const stop = new AbortController();
    const told = prove(
      () => {
        stop.abort();
        return 'hang';
      },
      () => ({ signal: stop.signal, timeoutMs: 5000 }),
    );
    expect(await failureOf(told)).toMatch(/^interrupted: /);
  });

  test('but not a token that is refused', async () => {
    const served = await serve(
      () => ({ status: 401, json: {} }),
      (_, number) => (number === 0 ? tokenReply : { status: 401, json: {} }),
    );
    try {
      const reader = createRemoteReader(remoteOptions(served));
      expect(await reader.proveVersions?.(['audience'])).toEqual([]);
    } finally {
      await served.close();
    }
  });
});
