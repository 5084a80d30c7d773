import { believedWait, longestBelievedMs, type RateHeaders } from './read-rate-headers.ts';

/**
 * Never more than `limit` requests in any window. A slot is taken before a request and is free
 * again one window after its answer: the server has counted the request by then at the latest, so
 * the rule holds on its clock too, and for windows that slide as well as for fixed ones.
 */
export interface RateBudget {
  /**
   * Waits for a slot; the function that comes back gives it up when the request has ended.
   * @param wait that of the run that takes it: several share a budget, and each tells its own waits.
   */
  takeSlot(wait: (milliseconds: number) => Promise<void>): Promise<() => void>;
  /** Holds back all requests that are not sent yet. */
  pauseUntil(instant: number): void;
  /** Learns from an answer what the server still allows, which other processes share. */
  observe(headers: RateHeaders): void;
}

export function createRateBudget(options: {
  readonly limit: number;
  readonly windowMs: number;
  readonly now: () => number;
}): RateBudget {
  const { limit, windowMs, now } = options;
  const freeAt: Promise<number>[] = [];
  let taken = 0;
  let inFlight = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;

  function pauseUntil(instant: number): void {
    pausedUntil = Math.max(pausedUntil, Math.min(instant, now() + longestBelievedMs));
  }

  async function takeSlot(wait: Parameters<RateBudget['takeSlot']>[0]): Promise<() => void> {
    const index = taken % limit;
    taken += 1;
    const before = freeAt[index];
    let resolve: (free: number) => void = () => {};
    freeAt[index] = new Promise((settle) => {
      resolve = settle;
    });
    const free = (await before) ?? Number.NEGATIVE_INFINITY;
    try {
      await waitUntil(() => Math.max(free, pausedUntil), wait);
    } catch (error) {
      resolve(free);
      throw error;
    }
    inFlight += 1;
    return () => {
      inFlight -= 1;
      resolve(now() + windowMs);
    };
  }

  /** The instant may move while it is waited for; none is waited for twice. */
  async function waitUntil(
    instant: () => number,
    wait: (milliseconds: number) => Promise<void>,
  ): Promise<void> {
    let reached = now();
    for (let target = instant(); target > reached; target = instant()) {
      const left = target - now();
      // A timer may fire a fraction of a millisecond early.
      if (left > 0) await wait(Math.ceil(left) + 1);
      reached = target;
    }
  }

  return {
    takeSlot,
    pauseUntil,
    observe: ({ remaining, resetAt }) => {
      // Requests that are under way may not be counted in what the header says is left.
      if (remaining === null || remaining > inFlight) return;
      const wait = believedWait([resetAt], now());
      if (wait !== null) pauseUntil(now() + wait);
    },
  };
}
