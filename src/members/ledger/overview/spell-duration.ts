const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** How long ago, roughly: `5 minutes`, `36 hours`, `2 days`; null for less than a minute. */
export function spellAge(seconds: number): string | null {
  const unit = units.find(([noun, length]) => seconds >= length * (noun === 'minute' ? 1 : 2));
  return unit === undefined ? null : spell(Math.floor(seconds / unit[1]), unit[0]);
}

/** A limit, in the largest unit that is exact: `71 hours`, `2 days`. */
export function spellLimit(seconds: number): string {
  const [noun, length] = units.find(([, each]) => seconds % each === 0) ?? ['second', 1];
  return spell(seconds / length, noun);
}

function spell(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
