import { domainToUnicode } from 'node:url';
import { normaliseEmail } from './normalise-email.ts';

/** How many of them an address has at most. */
export const mostSpellings = 3;

/**
 * Spellings of an address other than its normal form, of which another system may have made a digest: the
 * domain in letters, and letters with marks in two pieces. None where there is but one, as of nearly all.
 */
export function emailSpellings(text: string): readonly string[] {
  const normal = normaliseEmail(text);
  if (normal === null) return [];
  const at = normal.lastIndexOf('@');
  const name = normal.slice(0, at);
  const domain = normal.slice(at + 1);
  const letters = `${name}@${domainToUnicode(domain)}`;
  const all = [letters, letters.normalize('NFD'), `${name.normalize('NFD')}@${domain}`];
  return [...new Set(all)].filter((spelling) => spelling !== normal);
}
