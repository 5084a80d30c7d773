import type { Clock } from '../../model/remote/remote.ts';
import { createRateBudget, type RateBudget } from './create-rate-budget.ts';
import { createRateWindows, type RateWindows } from './create-rate-windows.ts';

/** The limit of one application: what may be sent now, and how long refusals were waited for. */
export interface Limit {
  readonly rate: RateBudget;
  readonly windows: RateWindows;
}

export interface LimitSettings {
  readonly requestsPerMinute: number;
  readonly rateWindowMs: number;
  readonly clock: Pick<Clock, 'now'>;
}

export function createLimit({ requestsPerMinute, rateWindowMs, clock }: LimitSettings): Limit {
  const rate = createRateBudget({
    limit: requestsPerMinute,
    windowMs: rateWindowMs,
    now: () => clock.now(),
  });
  return { rate, windows: createRateWindows() };
}
