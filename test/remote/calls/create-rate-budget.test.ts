import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRateBudget } from '../../../src/remote/calls/create-rate-budget.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';

function aBudget(clock: FakeClock, limit: number, windowMs = 60_000) {
  const { takeSlot, ...budget } = createRateBudget({ limit, windowMs, now: clock.now });
  return { ...budget, takeSlot: () => takeSlot((milliseconds) => clock.sleep(milliseconds)) };
}

describe('createRateBudget', () => {
  test('lets a fresh minute burst and then waits for the window', async () => {
    const clock = createFakeClock(0);
    const budget = aBudget(clock, 3);
    const times: number[] = [];
    for (let request = 0; request < 7; request += 1) {
      const giveUp = await budget.takeSlot();
      times.push(clock.now());
      giveUp();
    }
    expect(times.map((time) => Math.round(time / 60_000))).toEqual([0, 0, 0, 1, 1, 1, 2]);
  });

  test('is never above the limit in any window, as the server sees it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 40 }),
        async (limit, parallel, durations) => {
          const clock = createFakeClock(0);
          const budget = aBudget(clock, limit, 1000);
          const seen: number[] = [];
          const queue = durations.values();
          const work = async () => {
            for (const duration of queue) {
              const giveUp = await budget.takeSlot();
              // The server counts the request somewhere between its sending and its answer.
              await clock.sleep(duration / 2);
              seen.push(clock.now());
              await clock.sleep(duration / 2);
              giveUp();
            }
          };
          await Promise.all(Array.from({ length: parallel }, work));
          seen.sort((a, b) => a - b);
          expect(seen).toHaveLength(durations.length);
          seen.forEach((time, index) => {
            const before = seen[index - limit];
            if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(1000);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('holds everything back during a pause, which may grow and is capped', async () => {
    const clock = createFakeClock(0);
    const budget = aBudget(clock, 10);
    budget.pauseUntil(5000);
    const waiting = budget.takeSlot();
    budget.pauseUntil(7000);
    await waiting;
    expect(clock.now()).toBeGreaterThanOrEqual(7000);
    budget.pauseUntil(clock.now() + 10 * 60_000);
    const before = clock.now();
    await budget.takeSlot();
    expect(clock.now() - before).toBeLessThanOrEqual(120_001);
  });

  test('stops before the server would refuse, counting what is under way', async () => {
    const clock = createFakeClock(0);
    const budget = aBudget(clock, 10);
    const giveUp = await budget.takeSlot();
    await budget.takeSlot();
    giveUp();
    budget.observe({ remaining: 1, resetAt: 30_000, retryAt: null });
    await budget.takeSlot();
    expect(clock.now()).toBeGreaterThanOrEqual(30_000);
  });

  test('gives the slot back when the wait for it fails', async () => {
    const clock = createFakeClock(0);
    let fails = true;
    const budget = createRateBudget({ limit: 1, windowMs: 1000, now: clock.now });
    const wait = async (milliseconds: number) => {
      if (fails) throw new Error('interrupted');
      await clock.sleep(milliseconds);
    };
    (await budget.takeSlot(wait))();
    await expect(budget.takeSlot(wait)).rejects.toThrow('interrupted');
    fails = false;
    (await budget.takeSlot(wait))();
    expect(clock.now()).toBe(1001);
  });
});
