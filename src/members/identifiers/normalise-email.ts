import { hasInvisible } from './invisible.ts';

/** RFC 5321, 4.5.3.1: of a whole address, and of what stands before its at sign. */
const longest = 254;
const longestName = 64;

/**
 * The dot-atoms of RFC 5322 before the at sign, host names of RFC 1123 behind it. A domain has a dot,
 * and its last label begins with a letter, so that an IP address is none.
 */
const asciiEmail =
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[A-Za-z\d]+(?:-+[A-Za-z\d]+)*\.)+[A-Za-z][A-Za-z\d]*(?:-+[A-Za-z\d]+)*$/;
/** The same with letters and digits of every script (RFC 6531). */
const anyEmail =
  /^[\p{L}\p{M}\p{N}_!#$%&'*+/=?^`{|}~-]+(?:\.[\p{L}\p{M}\p{N}_!#$%&'*+/=?^`{|}~-]+)*@(?:[\p{L}\p{M}\p{N}]+(?:-+[\p{L}\p{M}\p{N}]+)*\.)+[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:-+[\p{L}\p{M}\p{N}]+)*$/u;

/**
 * Trimmed and lower-cased, and nothing else: Criteo takes dots and plus-tags as they are, and says
 * nothing of Punycode. What would have to be repaired first is no address.
 * @returns null for what is no e-mail address.
 */
export function normaliseEmail(text: string): string | null {
  const ascii = normaliseAsciiEmail(text);
  if (ascii !== null) return ascii;
  const address = text.trim();
  if (!isShort(address) || !anyEmail.test(address) || hasInvisible(address)) return null;
  // Full-width letters, ligatures and the like: nobody's address, but somebody's in another spelling.
  if (address.normalize('NFKC') !== address.normalize('NFC')) return null;
  return address.toLowerCase();
}

/** The same for an address in ASCII alone, as nearly all are; null tells nothing of any other. */
export function normaliseAsciiEmail(text: string): string | null {
  const address = text.trim();
  return isShort(address) && asciiEmail.test(address) ? address.toLowerCase() : null;
}

function isShort(address: string): boolean {
  if (address.length <= longestName) return true;
  return address.length <= longest && address.lastIndexOf('@') <= longestName;
}
