/** When requests go out, and what is told of them. */
import { afterEach, expect, test } from '@jest/globals';
import { createRemote } from '../../src/remote/create-remote.ts';
import { createRemoteReader } from '../../src/remote/create-remote-reader.ts';
import type { RemoteEvent } from '../../src/remote/remote-event.ts';
import { failureOf, remoteOptions } from './connect.ts';
import { createFakeClock } from './fake-clock.ts';
import { create, item, page, problem, row } from './faults/fault-samples.ts';
import { type Served, serve } from './serve.ts';

let served: Served;
afterEach(() => served.close());

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
