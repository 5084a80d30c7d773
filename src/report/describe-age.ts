import { countOf } from './count-of.ts';

const units = [
  ['day', 86_400, 2],
  ['hour', 3600, 2],
  ['minute', 60, 1],
] as const;

/** `just now`, `5 minutes ago`, `36 hours ago`, `2 days ago`. */
export function describeAge(seconds: number): string {
  const unit = units.find(([, length, least]) => seconds >= length * least);
  if (unit === undefined) return 'just now';
  const [noun, length] = unit;
  return `${countOf(Math.floor(seconds / length), noun)} ago`;
}
