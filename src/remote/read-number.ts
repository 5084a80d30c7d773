import type { JsonValue } from '../model/json.ts';

/** A count or ratio of an answer; `null` where it is left out or is no number. */
export function readNumber(value: JsonValue | undefined): number | null {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
