/** Edge: a ledger from disk. Reading changes nothing, not even a torn end. */
import { type FileHandle, open } from 'node:fs/promises';
import { createMemberTable, type MemberTable, type TableSize } from './create-member-table.ts';
import { encodingOf } from './identifier-rule.ts';
import { createLedgerCipher, type LedgerCipher } from './ledger-cipher.ts';
import { ledgerError } from './ledger-error.ts';
import { decodeFrameHead, type Frame, frameHeadBytes, isWhole } from './ledger-frame.ts';
import { decodeLedgerHeader, type LedgerHeader, longestHeader } from './ledger-header.ts';
import { type LedgerPlace, ledgerFile } from './ledger-place.ts';
import { recordWidth } from './member-batch.ts';
import { type LedgerState, replayLedger } from './replay-ledger.ts';
import { systemErrorCode } from './system-error-code.ts';

/** A ledger on disk, without its members. */
export interface LedgerFile extends LedgerState {
  readonly header: LedgerHeader;
  /** Null where the file is not encrypted. */
  readonly cipher: LedgerCipher | null;
  /** Written with the key that was used before. */
  readonly isOfOldKey: boolean;
  /** Where the next frame goes: what follows is torn. */
  readonly end: number;
  /** The place of the next frame in the order of frames. */
  readonly sequence: number;
}

export interface Ledger extends LedgerFile {
  /** Its members, or those of a share. */
  readonly table: MemberTable;
}

/**
 * @returns null when there is none.
 * @throws DiagnosticError when there is one that cannot be relied on.
 */
export async function readLedger(
  place: LedgerPlace,
  size: Omit<TableSize, 'expected'> = {},
): Promise<Ledger | null> {
  return withFile(place, (handle) => readFrom(handle, place, size));
}

/** In how many shares a ledger can be read of which each has at most so many members. */
export async function sharesOfLedger(place: LedgerPlace, most: number): Promise<number> {
  const bytes = await withFile(place, async (handle) => (await handle.stat()).size);
  const members = (bytes ?? 0) / recordWidth('sha256');
  return 2 ** Math.max(0, Math.ceil(Math.log2(members / most)));
}

/** The generation of the ledger on disk; 0 when there is none, or none that can be read. */
export async function readGeneration(place: LedgerPlace): Promise<number> {
  const header = await withFile(place, (handle) => readHeaderLine(handle));
  return header?.header?.generation ?? 0;
}

async function withFile<Result>(
  place: LedgerPlace,
  use: (handle: FileHandle) => Promise<Result>,
): Promise<Result | null> {
  const handle = await open(ledgerFile(place), 'r').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}

async function readFrom(
  handle: FileHandle,
  place: LedgerPlace,
  tableSize: Omit<TableSize, 'expected'>,
): Promise<Ledger> {
  const { header, start } = await readHeader(handle, place);
  const { size } = await handle.stat();
  const first = await readFrame(handle, start, 0, size);
  const { cipher, isOfOldKey } = cipherFor(header, place, first);
  const table = createTable(header, size, tableSize);
  const replay = replayLedger(table);
  let position = start;
  let sequence = 0;
  for (;;) {
    const read = await readFrame(handle, position, sequence, size);
    if (read === 'damaged') throw ledgerError(place, 'damaged');
    if (read === 'end') break;
    const payload = cipher ? cipher.open(read.payload, read.kind, sequence) : read.payload;
    if (payload === null) throw ledgerError(place, sequence === 0 ? 'key-wrong' : 'damaged');
    if (!replay.apply({ kind: read.kind, payload })) throw ledgerError(place, 'damaged');
    position += frameHeadBytes + read.payload.length;
    sequence += 1;
  }
  if (sequence === 0) throw ledgerError(place, 'damaged');
  return { ...replay.finish(), header, table, cipher, isOfOldKey, end: position, sequence };
}

function createTable(
  { sentForm }: LedgerHeader,
  fileSize: number,
  tableSize: Omit<TableSize, 'expected'>,
): MemberTable {
  const encoding = encodingOf(sentForm ?? 'sha256');
  if (encoding === 'text') return createMemberTable(encoding, tableSize);
  // At most as many as there is room for.
  const expected = Math.floor(fileSize / recordWidth(encoding) / (tableSize.share?.of ?? 1));
  return createMemberTable(encoding, { ...tableSize, expected });
}

async function readHeader(handle: FileHandle, place: LedgerPlace) {
  const { header, start } = await readHeaderLine(handle);
  if (header === null) throw ledgerError(place, 'unknown-format');
  if (header.list !== place.list) throw ledgerError(place, 'other-list');
  return { header, start };
}

async function readHeaderLine(handle: FileHandle) {
  const beginning = await readAt(handle, 0, longestHeader);
  const end = beginning.indexOf('\n');
  const header = decodeLedgerHeader(beginning.toString('utf8', 0, Math.max(0, end)));
  return { header, start: end + 1 };
}

/** The cipher that opens the first frame: that of the key, or else that of the old one. */
function cipherFor(
  { salt }: LedgerHeader,
  place: LedgerPlace,
  first: Frame | 'end' | 'damaged',
): Pick<LedgerFile, 'cipher' | 'isOfOldKey'> {
  if (salt === null) return { cipher: null, isOfOldKey: false };
  const { secret, oldSecret } = place;
  if (secret === null) throw ledgerError(place, 'key-missing');
  const cipher = createLedgerCipher(secret, salt);
  if (oldSecret === null || typeof first === 'string' || opens(cipher, first)) {
    return { cipher, isOfOldKey: false };
  }
  return { cipher: createLedgerCipher(oldSecret, salt), isOfOldKey: true };
}

function opens(cipher: LedgerCipher, { kind, payload }: Frame): boolean {
  return cipher.open(payload, kind, 0) !== null;
}

/**
 * Each frame is on disk before the next one is written, so that a crash can only spoil the last:
 * one that is spoilt and has others behind it is damage.
 */
async function readFrame(
  handle: FileHandle,
  position: number,
  sequence: number,
  size: number,
): Promise<Frame | 'end' | 'damaged'> {
  const start = position + frameHeadBytes;
  if (start > size) return 'end';
  const head = decodeFrameHead(await readAt(handle, position, frameHeadBytes));
  if (head === null) return (await isFilling(handle, position)) ? 'end' : 'damaged';
  const end = start + head.length;
  if (end > size) return 'end';
  const payload = await readAt(handle, start, head.length);
  if (isWhole(head, payload, sequence)) return { kind: head.kind, payload };
  return end === size ? 'end' : 'damaged';
}

/** Zeros, with which some file systems fill a write that a power failure cut off. */
async function isFilling(handle: FileHandle, position: number): Promise<boolean> {
  const bytes = await readAt(handle, position, 4096);
  return bytes.every((byte) => byte === 0);
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  // Never from the shared pool: records are read as 32-bit words and must begin at one.
  const buffer = Buffer.allocUnsafeSlow(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
