import type { JsonValue } from '../../model/text/json.ts';

/** As JSON writes numbers: what `Number` takes besides, such as blanks for 0, is none. */
const numeral = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu;

/** A count or ratio of an answer; `null` where it is left out or is no number. */
export function readNumber(value: JsonValue | undefined): number | null {
  const number = typeof value === 'string' && numeral.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
