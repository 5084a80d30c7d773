const hour = 3_600_000;

/** When Criteo recomputes audiences, and when campaigns follow; without a clock. */
export const effectRule =
  'Criteo recomputes at 00:00 and 12:00 UTC; campaigns follow about 5 h later.';

/**
 * When what is remote now will be felt.
 *
 * @param now milliseconds since the epoch; null where no clock is at hand
 */
export function describeEffect(now: number | null): string {
  if (now === null) return `Takes effect: ${effectRule}`;
  const isMorning = Math.floor(now / hour) % 24 < 12;
  const [recomputed, felt] = isMorning ? ['12:00', '17:00'] : ['00:00', '05:00'];
  return `Takes effect: recomputed at ${recomputed} UTC, in campaigns about ${felt} UTC.`;
}
