/**
 * Without the blanks around it. U+FEFF is none: `trim` takes it away, but inside a file it is part of a value,
 * and shows that files were joined.
 */
export function trimBlanks(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length === text.length || !text.includes('\ufeff')) return trimmed;
  return text.replace(/^[^\S\ufeff]+|[^\S\ufeff]+$/gu, '');
}
