/** Edge: a ledger written anew, whole or not at all. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { MemberSelection, MemberTable } from './create-member-table.ts';
import { createLedgerCipher, createSalt, type LedgerCipher } from './ledger-cipher.ts';
import { encodeFrame, type Frame } from './ledger-frame.ts';
import { encodeLedgerHeader, type LedgerHeader } from './ledger-header.ts';
import { encodeMoment, type LedgerMoment } from './ledger-moment.ts';
import { type LedgerPlace, ledgerFile } from './ledger-place.ts';
import { encodeMembers } from './members-payload.ts';
import { prepareLedgerFolder } from './prepare-ledger-folder.ts';
import { type LedgerFile, readGeneration } from './read-ledger.ts';

/** What a new file says about the list. */
export type LedgerSubject = Pick<LedgerHeader, 'identifierType' | 'sentForm' | 'coverage'>;

/** Members of a list, at once or in shares. */
type MemberTables = Iterable<MemberTable> | AsyncIterable<MemberTable>;

const frameMembers = 32_768;

/**
 * Writes what tables hold in place of the ledger that is there. The new file is on disk before it
 * takes the name of the old one.
 */
export async function writeLedger(
  place: LedgerPlace,
  subject: LedgerSubject,
  tables: MemberTables,
  moments: readonly LedgerMoment[],
): Promise<LedgerFile> {
  const salt = place.secret === null ? null : createSalt();
  const cipher =
    place.secret === null || salt === null ? null : createLedgerCipher(place.secret, salt);
  const generation = (await readGeneration(place)) + 1;
  const header: LedgerHeader = { format: 1, generation, list: place.list, salt, ...subject };
  await prepareLedgerFolder(place.folder);
  const temporary = ledgerFile(place, `${process.pid}.new`);
  // One that a killed run left, or a link that waits for this one.
  await rm(temporary, { force: true });
  const handle = await open(temporary, 'wx', 0o600);
  let state: Pick<LedgerFile, 'end' | 'sequence'>;
  const count = { held: 0, unsure: 0 };
  try {
    const frames = framesOf(tables, moments, count);
    state = await writeFrames(handle, encodeLedgerHeader(header), cipher, frames);
    await handle.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await rename(temporary, ledgerFile(place));
  await syncFolder(place.folder);
  const { held, unsure } = count;
  const fresh = { written: held + unsure, removedSince: null, isOfOldKey: false };
  return { ...state, ...fresh, header, cipher, moments, unsure };
}

async function writeFrames(
  handle: FileHandle,
  header: string,
  cipher: LedgerCipher | null,
  frames: AsyncIterable<Frame>,
): Promise<{ readonly end: number; readonly sequence: number }> {
  let end = 0;
  let sequence = 0;
  const write = async (bytes: Buffer) => {
    await handle.write(bytes, 0, bytes.length, end);
    end += bytes.length;
  };
  await write(Buffer.from(header));
  for await (const { kind, payload } of frames) {
    const sealed = cipher ? cipher.seal(payload, kind, sequence) : payload;
    await write(encodeFrame({ kind, payload: sealed }, sequence));
    sequence += 1;
  }
  return { end, sequence };
}

async function* framesOf(
  tables: MemberTables,
  moments: readonly LedgerMoment[],
  count: { held: number; unsure: number },
): AsyncIterable<Frame> {
  yield { kind: 'opening', payload: Buffer.alloc(0) };
  for (const moment of moments) yield { kind: 'moment', payload: encodeMoment(moment) };
  for await (const table of tables) {
    count.held += table.count('held');
    count.unsure += table.count('unsure');
    for (const payload of payloadsOf(table, 'held')) yield { kind: 'members', payload };
    // Begun and not settled, which is what being unsure of them means.
    for (const payload of payloadsOf(table, 'unsure')) yield { kind: 'adding', payload };
  }
}

function* payloadsOf(table: MemberTable, which: MemberSelection): Iterable<Buffer> {
  let from = 0;
  for (;;) {
    const numbers = table.select(which, from, frameMembers);
    const last = numbers.at(-1);
    if (last === undefined) return;
    yield encodeMembers(table.batch(numbers));
    from = last + 1;
  }
}

/** Makes a rename outlive a power failure; not every file system lets a folder be synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
