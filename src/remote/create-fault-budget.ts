/** How long a whole run may wait for faults to pass: time, not the sum over parallel requests. */
export interface FaultBudget {
  /** Time lost between two instants, such as a request that ended in a time-out. */
  charge(from: number, until: number): void;
  /** Takes up to `wanted` milliseconds of waiting from `now` on; 0 when nothing is left. */
  take(now: number, wanted: number): number;
}

export function createFaultBudget(totalMs: number): FaultBudget {
  let usedMs = 0;
  let coveredUntil = Number.NEGATIVE_INFINITY;

  function charge(from: number, until: number): void {
    usedMs += Math.max(0, until - Math.max(from, coveredUntil));
    coveredUntil = Math.max(coveredUntil, until);
  }

  return {
    charge,
    take: (now, wanted) => {
      if (usedMs >= totalMs) return 0;
      const free = Math.max(0, coveredUntil - now);
      const granted = Math.min(wanted, free + totalMs - usedMs);
      charge(now, now + granted);
      return granted;
    },
  };
}
