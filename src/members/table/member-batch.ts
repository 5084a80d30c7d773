/** Members in the form in which they are compared: records of one width, side by side. */
import { hash } from 'node:crypto';
import type { MemberEncoding } from '../identifiers/identifier-rule.ts';

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
export function digestTexts(
  texts: readonly string[],
  algorithm: 'sha256' | 'md5' | 'sha256-md5' = 'sha256',
): Buffer {
  const records = allocateRecords(texts.length * (algorithm === 'md5' ? 16 : 32));
  let digests = '';
  if (algorithm === 'sha256-md5') {
    for (const text of texts) digests += hash('sha256', hash('md5', text), 'binary');
  } else {
    for (const text of texts) digests += hash(algorithm, text, 'binary');
  }
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

/** Records as words of 32 bits. */
export function wordsOf(records: Buffer): Int32Array {
  const aligned = records.byteOffset % 4 === 0 ? records : Uint8Array.from(records);
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
}

export function sliceBatch(batch: MemberBatch, from: number, to: number): MemberBatch {
  if (from === 0 && to === batch.count) return batch;
  const { records, texts, count } = batch;
  const width = count === 0 ? 0 : records.length / count;
  return {
    count: to - from,
    records: records.subarray(from * width, to * width),
    texts: texts === null ? null : texts.slice(from, to),
  };
}

/** @param batches of one encoding. */
export function joinBatches(batches: readonly MemberBatch[]): MemberBatch {
  const [first] = batches;
  if (first !== undefined && batches.length === 1) return first;
  return {
    count: batches.reduce((sum, { count }) => sum + count, 0),
    records: Buffer.concat(batches.map(({ records }) => records)),
    texts: first?.texts ? batches.flatMap(({ texts }) => texts ?? []) : null,
  };
}

/** Members as they go on the wire: texts as they are, digests in hex. */
export function identifiersOf({ count, records, texts }: MemberBatch): readonly string[] {
  if (texts !== null) return texts;
  const hex = records.toString('hex');
  const digits = count === 0 ? 0 : hex.length / count;
  return Array.from({ length: count }, (_, each) => hex.slice(each * digits, (each + 1) * digits));
}
