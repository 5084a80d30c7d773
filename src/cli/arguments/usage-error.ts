import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../model/name.ts';

/** A finding about the command line itself. */
export function usageError(code: string, message: string, hint?: string): Diagnostic {
  return { severity: 'error', code, message, ...(hint === undefined ? {} : { hint }) };
}

/** The hint for a word nobody knows: the nearest known one, else where the known ones are listed. */
export function suggest(
  word: string,
  known: readonly string[],
  spell: (word: string) => string,
  otherwise: string,
): string {
  const [best] = nearest(word, known, 1);
  return best === undefined ? otherwise : `did you mean ${spell(best)}?`;
}
