import { printable } from './printable.ts';

/** A text as one argument of a shell command, for people to copy. */
export function quoteArgument(text: string): string {
  const shown = printable(text);
  if (/^[\w./:@%+=,-]+$/u.test(shown)) return shown;
  if (/^[^"$`\\!]*$/u.test(shown)) return `"${shown}"`;
  return `'${shown.replaceAll("'", `'\\''`)}'`;
}
