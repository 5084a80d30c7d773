/** Members inside a frame: records side by side, or texts with a line feed after each. */
import type { MemberEncoding } from '../../identifiers/identifier-rule.ts';
import { digestTexts, type MemberBatch, recordWidth } from '../../table/member-batch.ts';

export function encodeMembers({ records, texts }: MemberBatch): Buffer {
  return texts === null ? records : Buffer.from(texts.map((text) => `${text}\n`).join(''));
}

/** @returns null for what are no whole records. */
export function decodeMembers(payload: Buffer, encoding: MemberEncoding): MemberBatch | null {
  if (encoding === 'text') {
    const texts = payload.toString('utf8').split('\n').slice(0, -1);
    return { count: texts.length, records: digestTexts(texts), texts };
  }
  const count = payload.length / recordWidth(encoding);
  return Number.isInteger(count) ? { count, records: payload, texts: null } : null;
}
