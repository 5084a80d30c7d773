import { spellAge } from '../../members/ledger/overview/spell-duration.ts';

/** Clocks of two machines differ by as much. */
const aLittle = 300;

/** `just now`, `5 minutes ago`, `36 hours ago`, `2 days ago`; of a date that is still to come, that a clock is wrong. */
export function describeAge(seconds: number): string {
  if (seconds < -aLittle) return 'in the future: check the clock';
  const duration = spellAge(seconds);
  return duration === null ? 'just now' : `${duration} ago`;
}
