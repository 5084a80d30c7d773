import type { Clock } from '../../src/model/remote/remote.ts';

/** Time that passes only by sleeping, at once. */
export function createFakeClock(start = 0): Clock {
  let now = start;
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
  };
}
