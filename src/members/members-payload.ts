/** Members inside a frame: records side by side, or texts with a line feed after each. */
import type { MemberEncoding } from './identifier-rule.ts';
import { digestTexts, type MemberBatch, recordWidth } from './member-batch.ts';

export function encodeMembers({ records, texts }: MemberBatch): Buffer {
  return texts === null ? records : Buffer.from(texts.map((text) => `${text}\n`).join(''));
}

export function decodeMembers(payload: Buffer, encoding: MemberEncoding): MemberBatch {
  if (encoding === 'text') {
    const texts = payload.toString('utf8').split('\n').slice(0, -1);
    return { count: texts.length, records: digestTexts(texts), texts };
  }
  const count = Math.floor(payload.length / recordWidth(encoding));
  return { count, records: payload, texts: null };
}
