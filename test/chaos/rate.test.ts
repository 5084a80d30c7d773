/** The rate limit of the API on a scale at which a test sees many windows of it, and a run of many changes. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { RemoteWriter } from '../../src/model/remote/remote.ts';
import { createRemote } from '../../src/remote/create-remote.ts';
import { aProject, aSegment, aSnapshot } from '../support/a-world.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createChaosRemote } from './chaos-remote.ts';
import { planFor } from './run-world.ts';
import type { ChaosWorld } from './sample-worlds.ts';

function worldOf(count: number): ChaosWorld {
  const declarations: readonly Declaration[] = Array.from({ length: count }, (_, n) =>
    aSegment(`S${n}`),
  );
  return { project: aProject(), declarations, snapshot: aSnapshot() };
}

test('a run keeps to the rate limit: no 429, and hardly slower than the limit allows', async () => {
  const [requestsPerMinute, rateWindowMs] = [25, 6000];
  const rateLimit = {
    requests: requestsPerMinute,
    windowMs: rateWindowMs,
    headers: 'always',
  } as const;
  const world = worldOf(2000);
  const remote = createChaosRemote(world, { faults: [], seed: 1, settings: { rateLimit } });
  const writer = createRemote(remote.connect({ requestsPerMinute, rateWindowMs }));
  const startedAt = remote.clock.now();
  const snapshot = await writer.readSnapshot();
  const plan = planFor(world, snapshot);
  const { clock } = remote;
  const result = await applyPlan({ plan, snapshot, remote: writer, clock, parallelism: 4 });
  expect(result).toMatchObject({ report: { summary: { done: 2000, failed: 0, unknown: 0 } } });
  expect(remote.statuses()).not.toContain(429);
  // A token, two searches, two hundred writes.
  expect(remote.requests()).toBe(203);
  const windows = Math.ceil(203 / requestsPerMinute) - 1;
  expect(clock.now() - startedAt).toBeLessThan(windows * rateWindowMs * 1.05);
});

test('memory stays flat over ten thousand changes', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const world = worldOf(10_000);
  const plan = planFor(world, world.snapshot);
  const samples: number[] = [];
  let writes = 0;
  const remote: RemoteWriter = {
    readSnapshot: async () => world.snapshot,
    readByIds: async () => [],
    readAll: async () => [],
    write: async ({ items }) => {
      writes += 1;
      if (writes % 100 === 0) samples.push(heap());
      const rows = items.map((item, index) => ({
        id: String(writes * 10 + index),
        attributes: Object(item['attributes']),
      }));
      return { outcome: 'answered', rows, problems: [], hasBody: true };
    },
  };
  const { snapshot } = world;
  const clock = createFakeClock();
  const result = await applyPlan({ plan, snapshot, remote, clock, parallelism: 4 });
  expect(result).toMatchObject({ report: { summary: { done: 10_000 } } });
  expect(samples).toHaveLength(10);
  // What is kept of a change is its outcome: an ID and a few words.
  const growth = (samples.at(-1) ?? 0) - (samples[0] ?? 0);
  expect(growth / 9000).toBeLessThan(600);
});
