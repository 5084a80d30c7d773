import { hasInvisible } from './invisible.ts';
import { trimBlanks } from './trim-blanks.ts';

const longest = 1024;
/** Around a value they are those of a file that was taken for text. */
const quotes = /^".*"$/u;
const blank = /\s/u;

/** An identifier whose form is not ours to know: trimmed; null when it is empty, huge, or no single word. */
export function normaliseOpaque(text: string): string | null {
  const id = trimBlanks(text);
  if (id === '' || id.length > longest || blank.test(id) || quotes.test(id)) return null;
  return hasInvisible(id) ? null : id;
}
