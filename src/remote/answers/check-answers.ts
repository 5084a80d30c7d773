/** What the headers of answers say besides. */
import type { Check } from '../../diagnostics/check.ts';
import type { ApiAnswer } from '../calls/api-call.ts';

/** `Date` has whole seconds and answers take time; a larger difference means that a clock is wrong. */
const allowedSkewMs = 30_000;
/** Fewer requests left in a minute than this, and a run of some size has to wait. */
const fewRequests = 25;

/** The API gives waits for the rate limit as instants, so a wrong clock makes them too long or too short. */
export function checkClock(answers: readonly ApiAnswer[]): Check {
  const name = 'clock';
  const skews = answers.flatMap(({ clockSkewMs }) => (clockSkewMs === null ? [] : [clockSkewMs]));
  const skew = skews.at(-1);
  if (skew === undefined) {
    return { name, status: 'ok', text: 'no answer contains a time to compare with' };
  }
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) <= allowedSkewMs) {
    return { name, status: 'ok', text: "this machine's clock agrees with that of the API" };
  }
  const direction = skew > 0 ? 'ahead of' : 'behind';
  return {
    name,
    status: 'warn',
    text: `this machine's clock is ${seconds} s ${direction} that of the API`,
    hint: 'Set the clock. Waits for the rate limit depend on it.',
  };
}

export function checkRateLimit(answers: readonly ApiAnswer[], now: number): Check {
  const name = 'rate-limit';
  const last = answers.findLast(({ rate }) => rate.remaining !== null)?.rate;
  if (last === undefined || last.remaining === null) {
    return { name, status: 'ok', text: 'the API does not say how many requests are left' };
  }
  const wait = last.resetAt === null ? null : Math.max(0, Math.ceil((last.resetAt - now) / 1000));
  const until = wait === null || wait === 0 ? '' : ` for the next ${wait} s`;
  const left = last.remaining === 1 ? '1 request is' : `${last.remaining} requests are`;
  const text = `${left} left to this application${until}`;
  if (last.remaining >= fewRequests) return { name, status: 'ok', text };
  return {
    name,
    status: 'warn',
    text,
    hint: 'Share the rate with --rate-limit, or use a separate application. Other processes use the same one.',
  };
}
