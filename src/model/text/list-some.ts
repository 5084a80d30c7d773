import { listOf } from './count-of.ts';
import { quote } from './quote.ts';

/** Words between commas; beyond `most` they are counted: `a, b and 3 more`. */
export function listSome(words: readonly string[], most: number): string {
  const hidden = words.length - most;
  const shown = words.slice(0, most).join(', ');
  return hidden > 0 ? `${shown} and ${hidden} more` : shown;
}

/**
 * Names of which one is meant; beyond three they are counted: `"A", "B" or "C"`, `"A", "B" or one of 7 others`.
 *
 * @param more how many there are beside `names`.
 */
export function listAnyOf(names: readonly string[], more = 0): string {
  const shown = names.length + more > 3 ? names.slice(0, 2) : names;
  const hidden = names.length + more - shown.length;
  return listOf([...shown.map(quote), ...(hidden > 0 ? [`one of ${hidden} others`] : [])], 'or');
}
