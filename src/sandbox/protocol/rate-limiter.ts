import type { RateLimit } from '../settings.ts';

export interface RateReading {
  readonly isExceeded: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts the requests of each client in windows that start at multiples of their length. */
export interface RateLimiter {
  take(client: string, limit: RateLimit | null, now: number): RateReading;
}

export function createRateLimiter(): RateLimiter {
  const windows = new Map<string, { readonly start: number; count: number }>();
  return {
    take: (client, limit, now) => {
      if (limit === null) return { isExceeded: false, headers: {} };
      const start = now - (now % limit.windowMs);
      const known = windows.get(client);
      const window = known?.start === start ? known : { start, count: 0 };
      windows.set(client, window);
      window.count += 1;
      const remaining = Math.max(0, limit.requests - window.count);
      return {
        isExceeded: window.count > limit.requests,
        headers:
          limit.headers === 'never'
            ? {}
            : rateHeaders(limit.requests, remaining, start + limit.windowMs),
      };
    },
  };
}

/** @param resetMs the instant at which requests are taken again; the header has epoch seconds. */
export function rateHeaders(
  limit: number,
  remaining: number,
  resetMs: number,
): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(resetMs / 1000)),
  };
}
