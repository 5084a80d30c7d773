/** A number with commas between thousands, independent of the machine's locale. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, ',');
}

/** `1 audience`, `1,274 audiences`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(parts: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const rest = parts.slice(0, -1);
  const last = parts.at(-1) ?? '';
  return rest.length === 0 ? last : `${rest.join(', ')} ${conjunction} ${last}`;
}
