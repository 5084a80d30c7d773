import { domainToASCII } from 'node:url';
import { hasInvisible } from './invisible.ts';
import { trimBlanks } from './trim-blanks.ts';

/** RFC 5321, 4.5.3.1: of a whole address, and of what stands before its at sign. */
const longest = 254;
const longestName = 64;

/**
 * The dot-atoms of RFC 5322 before the at sign, host names of RFC 1123 behind it. A domain has a dot,
 * and its last label begins with a letter, so that an IP address is none. Of the signs that the RFC
 * allows, those are left out that exports put into addresses and people do not: quotes, brackets and bars,
 * and at the beginning every sign but three.
 */
const asciiEmail =
  /^[\w+-][\w!#$%&'*+/=?^~-]*(?:\.[\w!#$%&'*+/=?^~-]+)*@(?:[A-Za-z\d]+(?:-+[A-Za-z\d]+)*\.)+[A-Za-z][A-Za-z\d]*(?:-+[A-Za-z\d]+)*$/;
/** The same with letters and digits of every script (RFC 6531). */
const anyEmail =
  /^[\p{L}\p{M}\p{N}_+-][\p{L}\p{M}\p{N}_!#$%&'*+/=?^~-]*(?:\.[\p{L}\p{M}\p{N}_!#$%&'*+/=?^~-]+)*@(?:[\p{L}\p{M}\p{N}]+(?:-+[\p{L}\p{M}\p{N}]+)*\.)+[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:-+[\p{L}\p{M}\p{N}]+)*$/u;
/** Of a URL or a form. */
const percentCode = /%[\da-f]{2}/iu;

/**
 * Trimmed, lower-cased, and in one spelling: composed (NFC) before the at sign, and behind it as the
 * domain is registered (`xn--…`), which is what browsers make of it. Nothing else: Criteo takes dots and
 * plus-tags as they are. What would have to be repaired first is no address.
 * @returns null for what is no e-mail address.
 */
export function normaliseEmail(text: string): string | null {
  const ascii = normaliseAsciiEmail(text);
  if (ascii !== null) return ascii;
  const address = trimBlanks(text);
  if (!isShort(address)) return null;
  const composed = address.normalize('NFC');
  if (!isAddress(anyEmail, composed) || hasInvisible(composed)) return null;
  // Full-width letters, ligatures and the like: another spelling of an address.
  if (composed.normalize('NFKC') !== composed) return null;
  const at = composed.lastIndexOf('@');
  // Lower case may take a letter apart.
  const name = composed.slice(0, at).toLowerCase().normalize('NFC');
  const domain = domainToASCII(composed.slice(at + 1));
  const normal = `${name}@${domain}`;
  return domain !== '' && isShort(normal) ? normal : null;
}

/** The same for an address in ASCII alone, as nearly all are; null says nothing of any other. */
export function normaliseAsciiEmail(text: string): string | null {
  const address = trimBlanks(text);
  return isShort(address) && isAddress(asciiEmail, address) ? address.toLowerCase() : null;
}

function isAddress(form: RegExp, address: string): boolean {
  return form.test(address) && !(address.includes('%') && percentCode.test(address));
}

function isShort(address: string): boolean {
  if (address.length <= longestName) return true;
  return address.length <= longest && address.lastIndexOf('@') <= longestName;
}
