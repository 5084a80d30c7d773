/** One field to a member in text, and texts of members to records. */
import type { IdentifierRule } from '../identifiers/identifier-rule.ts';
import { trimBlanks } from '../identifiers/trim-blanks.ts';
import { digestTexts, fromHex, type MemberBatch, recordWidth } from '../table/member-batch.ts';
import { decodeByteText, encodeByteText } from './fields/byte-text.ts';

/** Byte text to a normalised text, or to what has the length of a digest. */
export type ReadIdentifier = (field: string) => string | null;

/** @returns what gives null where a field is invalid, and an empty text where it is blank. */
export function createIdentifierReader(rule: IdentifierRule): ReadIdentifier {
  const { encoding, normalise, normaliseAscii } = rule;
  if (normalise !== null) {
    return (field) => {
      const normal = normaliseAscii?.(field) ?? null;
      if (normal !== null) return normal;
      const text = decodeByteText(field);
      if (text === null) return null;
      return normalise(text) ?? (trimBlanks(text) === '' ? '' : null);
    };
  }
  const digits = recordWidth(encoding) * 2;
  return (field) => {
    const text = field.length === digits ? field : field.trim();
    return text.length === digits || text === '' ? text : null;
  };
}

export function nullMembersOf(
  nulls: readonly string[],
  read: ReadIdentifier,
): ReadonlySet<string> | null {
  const members = nulls.map((word) => read(encodeByteText(word)) ?? '');
  const found = members.filter((member) => member !== '');
  return found.length > 0 ? new Set(found) : null;
}

/** @returns null when there is nothing, or a digest is none. */
export function toBatch(
  { encoding, normalise, digest, nothing }: IdentifierRule,
  members: readonly string[],
): MemberBatch | null {
  const count = members.length;
  if (count === 0) return null;
  if (normalise !== null) {
    const texts = encoding === 'text' ? members : null;
    return { count, records: digestTexts(members, digest), texts };
  }
  const records = fromHex(members.join(''), count * recordWidth(encoding));
  if (records === null || nothing?.isAmong(records, count)) return null;
  return { count, records, texts: null };
}
