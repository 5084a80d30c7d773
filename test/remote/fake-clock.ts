import type { Clock } from '../../src/model/remote/remote.ts';

export interface FakeClock extends Clock {
  /** Every wait that was asked for, in milliseconds. */
  readonly slept: readonly number[];
  advance(milliseconds: number): void;
}

/** Time that passes only in waits, and at once; waits side by side pass together. */
export function createFakeClock(start = 1_800_000_000_000): FakeClock {
  let time = start;
  const slept: number[] = [];
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  function wakeNext(): void {
    sleepers.sort((a, b) => a.at - b.at);
    const next = sleepers.shift();
    if (!next) return;
    time = Math.max(time, next.at);
    next.wake();
  }

  return {
    slept,
    now: () => time,
    advance: (milliseconds) => {
      time += milliseconds;
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        slept.push(milliseconds);
        signal?.addEventListener('abort', () => resolve(), { once: true });
        sleepers.push({ at: time + milliseconds, wake: resolve });
        setImmediate(wakeNext);
      }),
  };
}
