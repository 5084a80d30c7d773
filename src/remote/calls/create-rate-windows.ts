import { longestBelievedMs } from './read-rate-headers.ts';

/**
 * Windows of the rate limit that a run may wait for in a row, all of its calls together, with nothing done in
 * between; what is refused beyond that is a fault.
 */
const freeWindows = 2;

export interface RateWindows {
  /** Takes the window that ends after `milliseconds`, or the one that goes on; false when it is one too many. */
  take(now: number, milliseconds: number): boolean;
  /** When the one that was taken last ends. */
  end(): number;
  /** The API took a request in, so that the limit is no longer in the way. */
  reset(): void;
}

/** What was refused before a window's end belongs to that window, however many calls it met. */
export function createRateWindows(): RateWindows {
  let inARow = 0;
  let until = Number.NEGATIVE_INFINITY;
  return {
    take: (now, milliseconds) => {
      // What lies further ahead is the trace of a clock that was set back.
      if (now < until && until <= now + longestBelievedMs) return true;
      if (inARow >= freeWindows) return false;
      inARow += 1;
      until = now + milliseconds;
      return true;
    },
    end: () => until,
    reset: () => {
      inARow = 0;
    },
  };
}
