import { spellAge } from '../members/spell-duration.ts';

/** `just now`, `5 minutes ago`, `36 hours ago`, `2 days ago`. */
export function describeAge(seconds: number): string {
  const duration = spellAge(seconds);
  return duration === null ? 'just now' : `${duration} ago`;
}
