import { createFaultBudget } from './create-fault-budget.ts';
import type { Clock, Patience } from './remote.ts';

/** How long a run waits for faults by default. */
export const usualFaultWaitMs = 45_000;

/** For a remote that has no patience of its own. */
export function createPatience(clock: Clock, signal: AbortSignal | undefined): Patience {
  const budget = createFaultBudget(usualFaultWaitMs);
  return {
    isSpent: () => budget.left(clock.now()) <= 0,
    wait: async (milliseconds) => {
      if (signal?.aborted) return false;
      const granted = budget.take(clock.now(), milliseconds);
      if (granted > 0) await clock.sleep(granted, signal);
      return granted > 0 && !signal?.aborted;
    },
  };
}
