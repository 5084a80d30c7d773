/** What the rate-limit headers of an answer say; `null` for what they leave out. */
export interface RateHeaders {
  readonly remaining: number | null;
  /** When requests are allowed again, in milliseconds since the epoch. */
  readonly resetAt: number | null;
  /** The same by `retry-after`, which gateways send. */
  readonly retryAt: number | null;
}

/** A reset further off is no rate limit of this API, whose windows last a minute. */
export const longestBelievedMs = 120_000;

/** Below this a reset is a number of seconds to wait, not an instant. */
const smallestInstantSeconds = 1e9;
/** Above this it is in milliseconds. */
const largestInstantSeconds = 1e12;

/**
 * `x-ratelimit-reset` is documented as epoch seconds; other forms are recognised by their size.
 * `retry-after` is a number of seconds or a date (RFC 9110, section 10.2.3); Criteo does not send it.
 */
export function readRateHeaders(header: (name: string) => string | null, now: number): RateHeaders {
  const reset = readNumber(header('x-ratelimit-reset'));
  return {
    remaining: readNumber(header('x-ratelimit-remaining')),
    resetAt: reset === null ? null : readInstant(reset, now),
    retryAt: readRetryAfter(header('retry-after'), now),
  };
}

/** The first of several instants that lies ahead and can be believed, as milliseconds from now. */
export function believedWait(instants: readonly (number | null)[], now: number): number | null {
  const waits = instants.flatMap((instant) => (instant === null ? [] : [instant - now]));
  return waits.find((wait) => wait > 0 && wait <= longestBelievedMs) ?? null;
}

function readRetryAfter(text: string | null, now: number): number | null {
  const seconds = readNumber(text);
  if (seconds !== null) return now + seconds * 1000;
  const instant = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
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
