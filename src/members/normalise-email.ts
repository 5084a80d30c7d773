const longest = 320;
/** Nobody has an address right below the root: a domain has a dot. */
const asciiEmail = /^[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+$/u;
const anyEmail = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+\.[^\s@\p{Cc}]+$/u;

/**
 * Trimmed and lower-cased, and nothing else: Criteo takes dots and plus-tags as they are.
 * @returns null for what is no e-mail address.
 */
export function normaliseEmail(text: string): string | null {
  const ascii = normaliseAsciiEmail(text);
  if (ascii !== null) return ascii;
  const address = text.trim();
  return address.length <= longest && anyEmail.test(address) ? address.toLowerCase() : null;
}

/** The same for an address in ASCII alone, as nearly all are; null tells nothing of any other. */
export function normaliseAsciiEmail(text: string): string | null {
  const address = text.trim();
  return address.length <= longest && asciiEmail.test(address) ? address.toLowerCase() : null;
}
