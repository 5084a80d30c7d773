/** Edge: rewrites a ledger, whole or not at all. */
import type { MemberSelection, MemberTable } from '../table/create-member-table.ts';
import type { OpenFile } from './files/file-layer.ts';
import { writeAll } from './files/write-all.ts';
import { nextGeneration } from './folder/next-generation.ts';
import { createLedgerCipher, createSalt, type LedgerCipher } from './format/ledger-cipher.ts';
import { commitBytes, encodeCommit, type LedgerCommit } from './format/ledger-commit.ts';
import { digestOf, encodeFrame, type Frame } from './format/ledger-frame.ts';
import { encodeLedgerHeader, type LedgerHeader } from './format/ledger-header.ts';
import { encodeGoal, encodeMoment, type LedgerMoment } from './format/ledger-moment.ts';
import { encodeMembers } from './format/members-payload.ts';
import { ledgerError } from './ledger-error.ts';
import { type LedgerPlace, ledgerFile, temporaryFile } from './ledger-place.ts';
import type { LedgerLock } from './lock/lock-ledger.ts';
import { commitAt, framesAt } from './open-ledger.ts';
import { type LedgerFile, readLedger } from './read-ledger.ts';

/** What a new file says about the list. */
type LedgerSubject = Pick<LedgerHeader, 'sentForm' | 'coverage'> &
  Partial<Pick<LedgerHeader, 'gumCallerId' | 'isOneForm' | 'begun'>>;

/** Members of a list, at once or part by part. */
type MemberTables = Iterable<MemberTable> | AsyncIterable<MemberTable>;

export interface NewLedger {
  readonly subject: LedgerSubject;
  readonly tables: MemberTables;
  readonly moments: readonly LedgerMoment[];
  /** That of the ledger that it takes the place of. */
  readonly goal?: number | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Of what is only written in another way; the next one otherwise. */
  readonly generation?: number;
}

const frameMembers = 32_768;

/**
 * Writes what tables hold, and replaces the ledger that is there. The new file is on disk, and was read
 * back from there, before it takes the name of the old one.
 */
export async function writeLedger(
  place: LedgerPlace,
  lock: Pick<LedgerLock, 'verify'>,
  ledger: NewLedger,
): Promise<LedgerFile> {
  const { files, folder, secret } = place;
  const salt = secret === null ? null : createSalt();
  const { list, identifierType } = place;
  const generation = ledger.generation ?? (await nextGeneration(place));
  const { sentForm, gumCallerId = null, coverage, begun = [] } = ledger.subject;
  const { isOneForm = coverage === 'whole' } = ledger.subject;
  const subject = { sentForm, gumCallerId, coverage, isOneForm, begun };
  const header = { generation, list, identifierType, ...subject, salt };
  const cipher = secret === null || salt === null ? null : createLedgerCipher(secret, salt);
  await files.prepare(folder);
  const temporary = temporaryFile(place, 'new');
  const file = await files.open(temporary, 'create');
  try {
    let commit: LedgerCommit;
    try {
      commit = await writeFile(file, encodeLedgerHeader(header), cipher, ledger);
    } finally {
      await file.close();
    }
    const written = await readBack(place, temporary, commit);
    await lock.verify();
    await files.rename(temporary, ledgerFile(place));
    await files.syncFolder(folder);
    return written;
  } catch (error) {
    await files.remove(temporary).catch(() => {});
    throw error;
  }
}

async function writeFile(
  file: OpenFile,
  header: Buffer,
  cipher: LedgerCipher | null,
  ledger: NewLedger,
): Promise<LedgerCommit> {
  await writeAll(file, Buffer.concat([header, Buffer.alloc(commitBytes)]), 0);
  const headerDigest = digestOf(header);
  let link = headerDigest;
  let end = framesAt;
  const count = { frames: 0, written: 0, held: 0 };
  for await (const frame of framesOf(ledger, count)) {
    const encoded = encodeFrame(frame, link, cipher);
    end = await writeAll(file, encoded.bytes, end);
    link = encoded.link;
    count.frames += 1;
    count.written += frame.members;
  }
  const commit = { ...count, number: 1, end, time: ledger.now, header: headerDigest, link };
  await file.sync();
  await writeAll(file, encodeCommit(commit, cipher), commitAt);
  await file.sync();
  return commit;
}

async function* framesOf(
  { tables, moments, goal = null }: NewLedger,
  count: { held: number },
): AsyncIterable<Frame> {
  for (const moment of moments) {
    yield { kind: 'moment', members: 0, payload: encodeMoment(moment) };
  }
  if (goal !== null) yield { kind: 'goal', members: 0, payload: encodeGoal(goal) };
  for await (const table of tables) {
    count.held += table.count('held');
    yield* framesOfMembers(table, 'held', 'members');
    // Begun and not answered, which is what being unsure of them means.
    yield* framesOfMembers(table, 'unsure', 'adding');
  }
}

function* framesOfMembers(
  table: MemberTable,
  which: MemberSelection,
  kind: 'members' | 'adding',
): Iterable<Frame> {
  let from = 0;
  for (;;) {
    const numbers = table.select(which, from, frameMembers);
    const last = numbers.at(-1);
    if (last === undefined) return;
    yield { kind, members: numbers.length, payload: encodeMembers(table.batch(numbers)) };
    from = last + 1;
  }
}

/** What is on disk, if it is what was meant to be. */
async function readBack(
  place: LedgerPlace,
  path: string,
  { link, end }: LedgerCommit,
): Promise<LedgerFile> {
  const ledger = await readLedger(place, undefined, path);
  if (ledger?.commit.end !== end || !ledger.commit.link.equals(link)) {
    throw ledgerError(place, 'damaged');
  }
  return ledger;
}
