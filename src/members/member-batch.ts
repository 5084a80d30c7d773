/** Members in the form in which they are compared: records of one width, side by side. */
import { hash } from 'node:crypto';
import type { MemberEncoding } from './identifier-rule.ts';

export interface MemberBatch {
  readonly count: number;
  /** `count` records; the record of a text is its SHA-256 digest. */
  readonly records: Buffer;
  /** What the records stand for where they are texts; null where they are the members themselves. */
  readonly texts: readonly string[] | null;
}

/** Bytes of one record. */
export function recordWidth(encoding: MemberEncoding): 16 | 32 {
  return encoding === 'md5' ? 16 : 32;
}

/**
 * The records of texts. One call for each is several times faster than a hash object for each, and
 * an answer in text (a character a byte) faster than a buffer for each.
 */
export function digestTexts(texts: readonly string[]): Buffer {
  const records = allocateRecords(texts.length * recordWidth('text'));
  let digests = '';
  for (const text of texts) digests += hash('sha256', text, 'binary');
  records.write(digests, 'latin1');
  return records;
}

/**
 * Digests in hex, side by side, as records.
 *
 * @param size bytes that they take.
 * @returns null when there is something else than hex digits among them.
 */
export function fromHex(digests: string, size: number): Buffer | null {
  const records = allocateRecords(size);
  // One call for all; it stops where it meets something else.
  return records.write(digests, 'hex') === size ? records : null;
}

/** Never from the shared pool: records are read as 32-bit words and must begin at one. */
function allocateRecords(size: number): Buffer {
  return Buffer.allocUnsafeSlow(size);
}
