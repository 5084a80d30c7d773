/** From the fields of a source to batches of members, with an account of what was no member. */

import type { IdentifierRule } from '../identifiers/identifier-rule.ts';
import { type InvalidLook, lookOf } from '../identifiers/invalid-look.ts';
import { trimBlanks } from '../identifiers/trim-blanks.ts';
import { fromHex, type MemberBatch, recordWidth } from '../table/member-batch.ts';
import { countInvalid, isTitle } from './count-invalid.ts';
import { createIdentifierReader, nullMembersOf, toBatch } from './create-identifier-reader.ts';
import { decodeByteText } from './fields/byte-text.ts';
import type { FieldTaker } from './fields/field-reader.ts';
import type { FileAccount } from './source-account.ts';

export interface MemberCollector extends FieldTaker {
  /** Gives the last batch and the account. */
  finish(): FileAccount;
}

const batchSize = 4096;

/** @param nulls what a source has in place of a missing identifier. */
export function collectMembers(
  rule: IdentifierRule,
  onBatch: (batch: MemberBatch) => void,
  nulls: readonly string[] = [],
): MemberCollector {
  const read = createIdentifierReader(rule);
  const nullWords = new Set(nulls);
  // Such a word may have the form of an identifier, as none@example.com has.
  const nullMembers = nullMembersOf(nulls, read);
  const invalid = countInvalid();
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
        invalid.add(lines[each] ?? 0, lookOfDigest(rule, member));
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
    if (text !== null && nullWords.has(trimBlanks(text))) empty += 1;
    else if (text !== null && rule.isZeroed?.(text)) zeroed += 1;
    else {
      filled += 1;
      invalid.add(line, look ?? lookOfText(rule, text), isTitle(text, line));
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
      invalid.begin(file);
    },
    take,
    takeLines: isDigests && nullMembers === null ? takeDigests : null,
    finish: () => {
      flush();
      return { ...invalid.finish(), filled, zeroed, empty };
    },
  };
}

const lineFeed = 0x0a;

const hexDigits = /^[0-9A-Fa-f]+$/u;

function isDigest({ nothing }: IdentifierRule, member: string): boolean {
  return hexDigits.test(member) && !nothing?.has(member.toLowerCase());
}

/** @param text null for bytes that are none. */
function lookOfText({ expected }: IdentifierRule, text: string | null): InvalidLook | null {
  return text === null ? 'encoding' : lookOf(trimBlanks(text), expected);
}

function lookOfDigest({ nothing, expected }: IdentifierRule, member: string): InvalidLook | null {
  if (nothing?.has(member.toLowerCase())) return 'nothing';
  return lookOf(decodeByteText(member) ?? '', expected);
}
