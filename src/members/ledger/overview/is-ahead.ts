/** Clocks of two machines may differ by this much. */
const slackMs = 5 * 60 * 1000;

/** Whether a date of a ledger is one that has not come yet: a clock was, or is, wrong. */
export function isAhead(time: number, now: number): boolean {
  return time > now + slackMs;
}
