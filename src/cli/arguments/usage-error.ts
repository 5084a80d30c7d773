import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { caseNote, nearest } from '../../model/name.ts';

/** A finding about the command line itself. */
export function usageError(code: string, message: string, hint?: string): Diagnostic {
  return { severity: 'error', code, message, ...(hint === undefined ? {} : { hint }) };
}

/**
 * The hint for an unknown word: the nearest known one.
 * @param hint where no known one is near.
 */
export function suggest(
  word: string,
  known: readonly string[],
  spell: (word: string) => string,
  hint: string,
): string {
  const [best] = nearest(word, known, 1);
  return best === undefined ? hint : `Did you mean ${spell(best)}?${caseNote(word, [best])}`;
}
