import { describe, expect, test } from '@jest/globals';
import type { Fault, FaultEffect } from '../../../src/sandbox/faults/fault.ts';
import { createChaosRemote } from '../chaos-remote.ts';
import { largeWorld } from '../large-world.ts';
import { runWorld } from '../run-world.ts';
import { runWithTimeout, worldOfCreates } from './timeout-runs.ts';

describe('with --timeout 5', () => {
  test.each<[string, FaultEffect, number]>([
    ['500', { kind: 'status', status: 500 }, 0],
    ['500 after they were carried out', { kind: 'status', status: 500, moment: 'after' }, 0],
    ['a broken connection', { kind: 'reset' }, 0],
    ['429 with a reset in 2100', { kind: 'status', status: 429, resetSeconds: 2_300_000_000 }, 0],
    // One more request is under way when the time is spent.
    ['no answer in time', { kind: 'slow', milliseconds: 60_000 }, 5000],
  ])('writes that always end in %s end a plan of any size as soon', async (_, effect, more) => {
    const elapsed: number[] = [];
    for (const changes of [10, 60, 400]) {
      const fault = { when: { on: 'write' }, effect } as const;
      const options = { faults: [{ name: 'fault', fault }], seed: 1 };
      const remote = createChaosRemote(worldOfCreates(changes), options);
      const connect = () => remote.connect({ faultWaitMs: 5000, requestsPerMinute: 100_000 });
      const { summary, milliseconds } = await runWithTimeout(changes, remote.clock, connect);
      const { done, failed, skipped, unknown } = summary;
      expect(done + failed + skipped + unknown).toBe(changes);
      elapsed.push(milliseconds);
    }
    expect(Math.max(...elapsed)).toBeLessThanOrEqual(5000 + more + 100);
  });
});

describe('with --timeout 5, where faults and successes take turns,', () => {
  const hangs: FaultEffect = { kind: 'slow', milliseconds: 60_000 };
  const fails: FaultEffect = { kind: 'status', status: 500 };
  const alone = { kind: 'status', status: 400 } as const;
  const everyNth = (n: number, first: number) =>
    Array.from({ length: 2000 }, (_, index) => first + n * index);

  test.each<[string, readonly Fault[], number]>([
    ['every other write hangs', [{ when: { nth: everyNth(2, 1) }, effect: hangs }], 5000],
    ['every third write hangs', [{ when: { nth: everyNth(3, 2) }, effect: hangs }], 5000],
    ['every other write fails', [{ when: { nth: everyNth(2, 1) }, effect: fails }], 0],
    [
      'every other item hangs that is sent alone',
      [
        { when: { nth: 1 }, effect: alone },
        { when: { nth: everyNth(2, 1) }, effect: hangs },
      ],
      5000,
    ],
  ])('a plan of any size ends as soon: %s', async (_, given, more) => {
    const faults = given.map(({ when, effect }, index) => ({
      name: `fault ${index}`,
      fault: { when: { on: 'write', ...when }, effect } as const,
    }));
    for (const parallelism of [1, 4]) {
      for (const changes of [10, 60, 400]) {
        const remote = createChaosRemote(worldOfCreates(changes), { faults, seed: 1 });
        const connect = () => remote.connect({ faultWaitMs: 5000, requestsPerMinute: 100_000 });
        const run = await runWithTimeout(changes, remote.clock, connect, parallelism);
        const { done, failed, skipped, unknown } = run.summary;
        expect(done + failed + skipped + unknown).toBe(changes);
        expect(run.milliseconds).toBeLessThanOrEqual(5000 + more + 100);
      }
    }
  });
});

describe('an outage in the middle of sixty changes', () => {
  const seeds = [1, 2, 3];
  const cases = [5, 20, 40].flatMap((seconds) =>
    [true, false].flatMap((writesOnly) =>
      seeds.map((seed) => [seconds, writesOnly, seed] as const),
    ),
  );
  test.each(cases)(
    'of %i s, of writes only: %s, is sat out (seed %i)',
    async (seconds, writesOnly, seed) => {
      const weather = { outages: [{ at: 3 + seed, seconds, writesOnly, breaks: seed === 2 }] };
      const options = { faults: [], seed, savedPlan: false, maxRuns: 3, weather };
      expect(await runWorld(largeWorld(), options)).toMatchObject({
        ...{ runs: 1, lost: [], doubled: [], false: [] },
      });
    },
  );

  test.each(seeds)(
    'of a minute is told rightly, and finished by the next run (seed %i)',
    async (seed) => {
      const weather = { outages: [{ at: 3 + seed, seconds: 60, writesOnly: false, breaks: true }] };
      const options = { faults: [], seed, savedPlan: false, maxRuns: 4, weather };
      const result = await runWorld(largeWorld(), options);
      expect(result).toMatchObject({ lost: [], doubled: [], false: [] });
      expect(result.runs).toBeGreaterThan(1);
      expect(result.longestMs).toBeLessThanOrEqual(45_000 + 100);
    },
  );
});

test.each([true, false])(
  'ten hours of sleep cost a run nothing, its answer lost: %s',
  async (loses) => {
    const weather = { sleeps: [4, 6, 8].map((at) => ({ at, minutes: 600, loses })) };
    const options = { faults: [], seed: 1, savedPlan: false, maxRuns: 1, weather };
    const result = await runWorld(largeWorld(), { ...options, faultWaitMs: 30_000 });
    expect(result).toMatchObject({ runs: 1, lost: [], doubled: [], false: [] });
  },
);
