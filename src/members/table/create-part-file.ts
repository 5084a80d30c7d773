/**
 * Members of lists that are too long for memory, on disk. There are parts by digest, in which what
 * is in one list can only be in the same part of the other, and queues of those who are to be sent. All
 * lie in one file, as blocks that are encrypted with a key that only this process has.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { MemberEncoding } from '../identifiers/identifier-rule.ts';
import type { TemporaryFile } from '../ledger/files/file-layer.ts';
import { noRoom } from '../ledger/files/write-all.ts';
import type { MemberMark } from './create-member-table.ts';
import { digestTexts, type MemberBatch, recordWidth, wordsOf } from './member-batch.ts';

export interface PartFile {
  /** Adds members to the parts that they belong to. */
  scatter(batch: MemberBatch, mark: MemberMark): void;
  /** Adds members to a queue. */
  append(queue: number, batch: MemberBatch, mark: MemberMark): void;
  /** What was added to a part or a queue, in its order. */
  read(stream: number): Iterable<MarkedBatch>;
  close(): void;
}

export interface MarkedBatch {
  readonly batch: MemberBatch;
  readonly mark: MemberMark;
}

/** A hundred million members make parts of a size that fits well into memory. */
export const parts = 256;
/** The queues' numbers follow those of the parts. */
export const queues: { readonly add: number; readonly remove: number } = {
  add: parts,
  remove: parts + 1,
};
const streams = parts + 2;

const blockWords = 2 ** 14;
const marks: readonly MemberMark[] = ['held', 'absent', 'unsure', 'wanted', 'excluded'];
const markBits = 3;
const tagBytes = 16;

interface Block {
  readonly offset: number;
  /** Without its tag. */
  readonly bytes: number;
}

export function createPartFile(encoding: MemberEncoding, file: TemporaryFile): PartFile {
  const width = recordWidth(encoding) / 4;
  const key = randomBytes(32);
  /** A block of each stream. It holds runs: a word of count and mark, and as many members. */
  const bytes = Buffer.allocUnsafeSlow(streams * blockWords * 4);
  const words = wordsOf(bytes);
  const used = new Int32Array(streams);
  /** Where the run begins that is being added to. */
  const runs = new Int32Array(streams);
  const blocks: Block[][] = Array.from({ length: streams }, () => []);
  let end = 0;

  /** Makes room for a member; where its mark is another one, or there is no run, it gets a new one. */
  function makeRoom(stream: number, mark: number, size: number): void {
    const base = stream * blockWords;
    const isRun = (used[stream] ?? 0) > 0 && ((words[runs[stream] ?? 0] ?? 0) & 7) === mark;
    if (isRun && (used[stream] ?? 0) + size <= blockWords) return;
    if ((used[stream] ?? 0) + 1 + size > blockWords) flush(stream);
    runs[stream] = base + (used[stream] ?? 0);
    words[base + (used[stream] ?? 0)] = mark;
    used[stream] = (used[stream] ?? 0) + 1;
  }

  function flush(stream: number): void {
    const count = (used[stream] ?? 0) * 4;
    if (count === 0) return;
    const start = stream * blockWords * 4;
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(end));
    const sealed = [cipher.update(bytes.subarray(start, start + count)), cipher.final()];
    const block = Buffer.concat([...sealed, cipher.getAuthTag()]);
    writeWhole(file, block, end);
    blocks[stream]?.push({ offset: end, bytes: count });
    end += block.length;
    used[stream] = 0;
  }

  function addRecord(stream: number, mark: number, from: Int32Array, offset: number): void {
    makeRoom(stream, mark, width);
    const to = stream * blockWords + (used[stream] ?? 0);
    for (let word = 0; word < width; word += 1) words[to + word] = from[offset + word] ?? 0;
    used[stream] = (used[stream] ?? 0) + width;
    const run = runs[stream] ?? 0;
    words[run] = (words[run] ?? 0) + (1 << markBits);
  }

  /** A text is kept itself: its digest follows from it. */
  function addText(stream: number, mark: number, text: string): void {
    const length = Buffer.byteLength(text);
    const size = 1 + Math.ceil(length / 4);
    makeRoom(stream, mark, size);
    const to = stream * blockWords + (used[stream] ?? 0);
    words[to] = length;
    bytes.write(text, (to + 1) * 4, 'utf8');
    used[stream] = (used[stream] ?? 0) + size;
    const run = runs[stream] ?? 0;
    words[run] = (words[run] ?? 0) + (1 << markBits);
  }

  function add({ count, records, texts }: MemberBatch, mark: MemberMark, queue: number | null) {
    const code = marks.indexOf(mark);
    const from = wordsOf(records);
    for (let each = 0; each < count; each += 1) {
      const offset = each * width;
      // A word that places in tables do not depend on.
      const stream = queue ?? (from[offset + 3] ?? 0) & (parts - 1);
      if (encoding === 'text') addText(stream, code, texts?.[each] ?? '');
      else addRecord(stream, code, from, offset);
    }
  }

  function readBlock({ offset, bytes: length }: Block): Buffer {
    const sealed = Buffer.allocUnsafeSlow(length + tagBytes);
    readWhole(file, sealed, offset);
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(offset));
    decipher.setAuthTag(sealed.subarray(length));
    const opened = decipher.update(sealed.subarray(0, length));
    decipher.final();
    return opened;
  }

  return {
    scatter: (batch, mark) => add(batch, mark, null),
    append: (queue, batch, mark) => add(batch, mark, queue),
    read: function* (stream) {
      flush(stream);
      for (const block of blocks[stream] ?? []) yield* runsOf(readBlock(block), encoding, width);
    },
    close: () => file.close(),
  };
}

function* runsOf(block: Buffer, encoding: MemberEncoding, width: number): Iterable<MarkedBatch> {
  const words = wordsOf(block);
  for (let offset = 0; offset < words.length; ) {
    const head = words[offset] ?? 0;
    const count = head >>> markBits;
    const mark = marks[head & 7] ?? 'absent';
    offset += 1;
    if (encoding === 'text') {
      const texts: string[] = [];
      for (let each = 0; each < count; each += 1) {
        const length = words[offset] ?? 0;
        const start = (offset + 1) * 4;
        texts.push(block.toString('utf8', start, start + length));
        offset += 1 + Math.ceil(length / 4);
      }
      yield { batch: { count, records: digestTexts(texts), texts }, mark };
    } else {
      const records = block.subarray(offset * 4, (offset + count * width) * 4);
      yield { batch: { count, records, texts: null }, mark };
      offset += count * width;
    }
  }
}

/** No two blocks begin at one offset, and no offset is written twice. */
function nonceOf(offset: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeDoubleLE(offset, 0);
  return nonce;
}

function writeWhole(file: TemporaryFile, bytes: Buffer, offset: number): void {
  for (let written = 0; written < bytes.length; ) {
    const more = file.write(bytes.subarray(written), offset + written);
    if (more === 0) throw noRoom();
    written += more;
  }
}

function readWhole(file: TemporaryFile, bytes: Buffer, offset: number): void {
  for (let read = 0; read < bytes.length; ) {
    const more = file.read(bytes.subarray(read), offset + read);
    if (more === 0) throw new Error('a temporary file ends before its time');
    read += more;
  }
}
