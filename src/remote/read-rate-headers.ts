/** What the rate-limit headers of an answer say; `null` for what they leave out. */
export interface RateHeaders {
  readonly remaining: number | null;
  /** When requests are allowed again, in milliseconds since the epoch. */
  readonly resetAt: number | null;
}

/** Below this a reset is a number of seconds to wait, not an instant. */
const smallestInstantSeconds = 1e9;
/** Above this it is in milliseconds. */
const largestInstantSeconds = 1e12;

/**
 * `x-ratelimit-reset` is documented as epoch seconds; other forms are told apart by their size.
 * `retry-after`, which Criteo does not send but gateways do, stands in where it is missing.
 */
export function readRateHeaders(header: (name: string) => string | null, now: number): RateHeaders {
  const reset = readNumber(header('x-ratelimit-reset'));
  const retryAfter = readNumber(header('retry-after'));
  return {
    remaining: readNumber(header('x-ratelimit-remaining')),
    resetAt:
      reset !== null
        ? readInstant(reset, now)
        : retryAfter !== null
          ? now + retryAfter * 1000
          : null,
  };
}

function readInstant(reset: number, now: number): number {
  if (reset < smallestInstantSeconds) return now + reset * 1000;
  return reset > largestInstantSeconds ? reset : reset * 1000;
}

function readNumber(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const number = Number(text);
  return Number.isFinite(number) && number >= 0 ? number : null;
}
