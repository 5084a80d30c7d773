/** Identifiers of people: checked, turned into digests, and forgotten. */
import { sha256 } from '../hash.ts';

const md5Pattern = /^[0-9a-f]{32}$/;
const sha256Pattern = /^[0-9a-f]{64}$/;
const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** The time goes with the square of the length. */
const longestEmail = 320;
const ipPattern = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const uuidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * The digest under which an identifier is kept: SHA-256 of its SHA-256 when it came plain or as
 * such, so that both spellings of one person are one member; null when it is not valid.
 * @param type in lower case
 */
export function digestIdentifier(type: string, identifier: string): string | null {
  const canonical = canonicalIdentifier(type, identifier.trim());
  return canonical === null ? null : sha256(canonical);
}

function canonicalIdentifier(type: string, identifier: string): string | null {
  const lower = identifier.toLowerCase();
  switch (type) {
    case 'email':
      return canonicalEmail(lower);
    case 'phonenumber':
      return sha256Pattern.test(lower) ? lower : canonicalPhone(identifier);
    case 'madid':
      return uuidPattern.test(lower) ? lower : null;
    case 'ipaddressv4':
      return ipPattern.test(identifier) ? identifier : null;
    default:
      return identifier === '' || /\s/.test(identifier) ? null : identifier;
  }
}

function canonicalEmail(lower: string): string | null {
  if (sha256Pattern.test(lower) || md5Pattern.test(lower)) return lower;
  return lower.length <= longestEmail && emailPattern.test(lower) ? sha256(lower) : null;
}

/** `+` and the country code, blanks and hyphens allowed, at most fifteen digits. */
function canonicalPhone(number: string): string | null {
  const digits = number.replaceAll(/[\s-]/g, '');
  return /^\+\d{7,15}$/.test(digits) ? sha256(digits.slice(1)) : null;
}
