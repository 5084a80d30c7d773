/** How long a whole run may wait for faults: time, not the sum over parallel requests. */
export interface FaultBudget {
  /** Time lost between two instants, such as a request that ended in a time-out. */
  charge(from: number, until: number): void;
  /**
   * Takes up to `wanted` milliseconds of waiting from `now` on; 0 when nothing is left. Time in which
   * another caller waits already is free.
   */
  take(now: number, wanted: number): number;
  /** What can still be taken. */
  left(now: number): number;
}

/** No wait is longer, so what lies further ahead is the trace of a clock that was set back. */
const longestWaitMs = 120_000;

export function createFaultBudget(totalMs: number): FaultBudget {
  let usedMs = 0;
  let coveredUntil = Number.NEGATIVE_INFINITY;

  function charge(from: number, until: number): void {
    usedMs += Math.max(0, until - Math.max(from, coveredUntil));
    coveredUntil = Math.max(coveredUntil, until);
  }

  function left(now: number): number {
    coveredUntil = Math.min(coveredUntil, now + longestWaitMs);
    return Math.max(0, coveredUntil - now) + Math.max(0, totalMs - usedMs);
  }

  return {
    charge,
    left,
    take: (now, wanted) => {
      const granted = Math.min(wanted, left(now), longestWaitMs);
      charge(now, now + granted);
      return granted;
    },
  };
}
