/**
 * Whether a text can be an ID of the API: digits, of any length, since some are beyond what 64 bits
 * hold. It is part of URLs, names of files and reports, where anything else could do harm.
 */
export function isId(text: string): boolean {
  return /^[0-9]+$/u.test(text);
}
