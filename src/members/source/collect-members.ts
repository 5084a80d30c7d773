/** From the fields of a source to batches of members, with an account of what was no member. */

import type { IdentifierRule } from '../identifiers/identifier-rule.ts';
import { type InvalidLook, lookOf } from '../identifiers/invalid-look.ts';
import { digestTexts, fromHex, type MemberBatch, recordWidth } from '../table/member-batch.ts';
import { decodeByteText, encodeByteText } from './fields/byte-text.ts';
import type { FieldTaker } from './fields/field-reader.ts';
import type { FileAccount } from './source-account.ts';

export interface MemberCollector extends FieldTaker {
  /** Gives the last batch and the account. */
  finish(): FileAccount;
}

const batchSize = 4096;

/** @param nulls what stands in place of an identifier where there is none. */
export function collectMembers(
  rule: IdentifierRule,
  onBatch: (batch: MemberBatch) => void,
  nulls: readonly string[] = [],
): MemberCollector {
  const read = readerOf(rule);
  const nullWords = new Set(nulls);
  // Such a word may have the form of an identifier, as none@example.com has.
  const nullMembers = nullMembersOf(nulls, read);
  const refusals = createRefusals();
  let filled = 0;
  let zeroed = 0;
  let empty = 0;
  let members: string[] = [];
  /** Of digests alone: whether they are hex is known when a batch is full. */
  let lines: number[] = [];
  const isDigests = rule.normalise === null;

  function flush(): void {
    const batch = toBatch(rule, members);
    if (batch !== null) onBatch(batch);
    else {
      // Rare enough to be looked at one by one.
      const digests = members.filter((member, each) => {
        if (isDigest(rule, member)) return true;
        refusals.add(lines[each] ?? 0, lookOfDigest(rule, member));
        return false;
      });
      const rest = toBatch(rule, digests);
      if (rest !== null) onBatch(rest);
    }
    members = [];
    lines = [];
  }

  function take(field: string | null, line: number, look: InvalidLook | null = null): void {
    const member = field === null ? null : read(field);
    if (member === null) takeNone(field, line, look);
    else if (member === '' || nullMembers?.has(member)) empty += 1;
    else {
      filled += 1;
      members.push(member);
      if (isDigests) lines.push(line);
      if (members.length === batchSize) flush();
    }
  }

  function takeNone(field: string | null, line: number, look: InvalidLook | null): void {
    const text = field === null ? null : decodeByteText(field);
    if (text !== null && nullWords.has(text.trim())) empty += 1;
    else if (text !== null && rule.isZeroed?.(text)) zeroed += 1;
    else {
      filled += 1;
      refusals.add(line, look ?? lookOfText(rule, text), isTitle(text, line));
    }
  }

  /** Digests are of one length, so that lines of nothing else are all alike. */
  function takeDigests(text: string): number | null {
    const width = recordWidth(rule.encoding);
    const length = width * 2 + 1;
    const count = text.length / length;
    if (!Number.isInteger(count)) return null;
    for (let end = length - 1; end < text.length; end += length) {
      if (text.charCodeAt(end) !== lineFeed) return null;
    }
    const records = fromHex(text.replaceAll('\n', ''), count * width);
    if (records === null || rule.nothing?.isAmong(records, count)) return null;
    filled += count;
    if (count > 0) onBatch({ count, records, texts: null });
    return count;
  }

  return {
    begin: (file) => {
      flush();
      refusals.begin(file);
    },
    take,
    takeLines: isDigests && nullMembers === null ? takeDigests : null,
    finish: () => {
      flush();
      return { ...refusals.finish(), filled, zeroed, empty };
    },
  };
}

const lineFeed = 0x0a;
const hexDigits = /^[0-9A-Fa-f]+$/u;

/** Byte text to a normalised text, or to what has the length of a digest. */
type ReadField = (field: string) => string | null;

/** @returns what gives null where a field is invalid, and an empty text where it is blank. */
function readerOf(rule: IdentifierRule): ReadField {
  const { encoding, normalise, normaliseAscii } = rule;
  if (normalise !== null) {
    return (field) => {
      const normal = normaliseAscii?.(field) ?? null;
      if (normal !== null) return normal;
      const text = decodeByteText(field);
      if (text === null) return null;
      return normalise(text) ?? (text.trim() === '' ? '' : null);
    };
  }
  const digits = recordWidth(encoding) * 2;
  return (field) => {
    const text = field.length === digits ? field : field.trim();
    return text.length === digits || text === '' ? text : null;
  };
}

function nullMembersOf(nulls: readonly string[], read: ReadField): ReadonlySet<string> | null {
  const members = nulls.map((word) => read(encodeByteText(word)) ?? '');
  const found = members.filter((member) => member !== '');
  return found.length > 0 ? new Set(found) : null;
}

/** @returns null when there is nothing, or a digest is none. */
function toBatch(
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

function isDigest({ nothing }: IdentifierRule, member: string): boolean {
  return hexDigits.test(member) && !nothing?.has(member.toLowerCase());
}

/** @param text null for bytes that are none. */
function lookOfText({ expected }: IdentifierRule, text: string | null): InvalidLook | null {
  return text === null ? 'encoding' : lookOf(text.trim(), expected);
}

function lookOfDigest({ nothing, expected }: IdentifierRule, member: string): InvalidLook | null {
  if (nothing?.has(member.toLowerCase())) return 'nothing';
  return lookOf(decodeByteText(member) ?? '', expected);
}

/** A few words at the top of a file, such as `email` or `E-mail address`; what is below tells whether it is one. */
function isTitle(text: string | null, line: number): boolean {
  return line <= 2 && text !== null && /^["']?\p{L}[\p{L} _-]{0,40}["']?$/u.test(text.trim());
}

const shownLines = 10;
/** Of how many invalid fields it is asked what they look like. */
const mostLooks = 1000;

interface Refusals {
  begin(file: string): void;
  add(line: number, look: InvalidLook | null, isTitle?: boolean): void;
  finish(): Pick<FileAccount, 'files' | 'invalid' | 'invalidLines' | 'invalidLook' | 'title'>;
}

function createRefusals(): Refusals {
  let first: { readonly number: number; readonly file: string; readonly line: number }[] = [];
  const looks = new Map<InvalidLook | null, number>();
  let file = '';
  let files = 0;
  let invalid = 0;
  let title: FileAccount['title'] = null;

  return {
    begin: (name) => {
      file = name;
      files += 1;
    },
    add: (line, look, isTitle = false) => {
      invalid += 1;
      if (isTitle && line === 1) title ??= { file, line };
      // Two in a row are values.
      if (isTitle && line === 2 && title?.file === file) title = null;
      if (invalid <= mostLooks) looks.set(look, (looks.get(look) ?? 0) + 1);
      const last = first.at(-1);
      const isAhead = last !== undefined && last.number === files && last.line > line;
      if (first.length === shownLines && !isAhead) return;
      // What only a whole batch of digests shows comes later than what a line shows.
      first = [...first, { number: files, file, line }]
        .sort((a, b) => a.number - b.number || a.line - b.line)
        .slice(0, shownLines);
    },
    finish: () => ({
      files,
      invalid,
      invalidLines: first.map((each) => ({ file: each.file, line: each.line })),
      title,
      invalidLook: mostOf(looks, Math.min(invalid, mostLooks)),
    }),
  };
}

/** What at least half of them look like. */
function mostOf(looks: ReadonlyMap<InvalidLook | null, number>, of: number): InvalidLook | null {
  return [...looks].find(([look, count]) => look !== null && count * 2 >= of)?.[0] ?? null;
}
