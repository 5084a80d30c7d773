/** From the fields of a source to batches of members, with an account of what was no member. */
import { decodeByteText } from './byte-text.ts';
import type { TakeField, TakeLines } from './field-reader.ts';
import type { IdentifierRule } from './identifier-rule.ts';
import { digestTexts, fromHex, type MemberBatch, recordWidth } from './member-batch.ts';

/** What a source held, without any of it. */
export interface SourceAccount {
  /** Lines or records with something in the column. */
  readonly filled: number;
  /** Of these, what is no identifier of the declared type and format. */
  readonly invalid: number;
  /** The first of their line numbers. */
  readonly invalidLines: readonly number[];
}

export interface MemberCollector {
  readonly take: TakeField;
  /** For digests alone: lines of nothing but digests, which need not be cut apart. */
  readonly takeLines: TakeLines | null;
  /** Gives the last batch and the account. */
  finish(): SourceAccount;
}

const batchSize = 4096;
const shownLines = 10;

export function collectMembers(
  rule: IdentifierRule,
  onBatch: (batch: MemberBatch) => void,
): MemberCollector {
  const read = readerOf(rule);
  let invalidLines: number[] = [];
  let filled = 0;
  let invalid = 0;
  let members: string[] = [];
  let lines: number[] = [];

  function refuse(line: number): void {
    invalid += 1;
    invalidLines.push(line);
  }

  function flush(): void {
    const batch = toBatch(rule, members);
    if (batch !== null) onBatch(batch);
    else {
      // Rare enough to be looked at one by one.
      const isDigest = members.map((member) => hexDigits.test(member));
      lines.filter((_, each) => !isDigest[each]).forEach(refuse);
      const rest = toBatch(
        rule,
        members.filter((_, each) => isDigest[each]),
      );
      if (rest !== null) onBatch(rest);
    }
    invalidLines = invalidLines.sort((a, b) => a - b).slice(0, shownLines);
    members = [];
    lines = [];
  }

  function take(field: string | null, line: number): void {
    if (field === '' || field === '\r') return;
    const member = field === null ? null : read(field);
    if (member === '') return;
    filled += 1;
    if (member === null) refuse(line);
    else {
      members.push(member);
      lines.push(line);
      if (members.length === batchSize) flush();
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
    if (records === null) return null;
    filled += count;
    if (count > 0) onBatch({ count, records, texts: null });
    return count;
  }

  return {
    take,
    takeLines: rule.normalise === null ? takeDigests : null,
    finish: () => {
      flush();
      return { filled, invalid, invalidLines };
    },
  };
}

const lineFeed = 0x0a;
const hexDigits = /^[0-9A-Fa-f]+$/u;

/**
 * Byte text to a normalised text, or to what has the length of a digest; null where it is invalid,
 * empty where it is blank.
 */
function readerOf(rule: IdentifierRule): (field: string) => string | null {
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

/** @returns null when there is nothing, or a digest is none. */
function toBatch(
  { encoding, normalise }: IdentifierRule,
  members: readonly string[],
): MemberBatch | null {
  const count = members.length;
  if (count === 0) return null;
  if (normalise !== null) {
    return { count, records: digestTexts(members), texts: encoding === 'text' ? members : null };
  }
  const records = fromHex(members.join(''), count * recordWidth(encoding));
  return records === null ? null : { count, records, texts: null };
}
