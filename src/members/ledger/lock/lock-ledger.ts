/**
 * Edge: one run a list at a time, or the ledger would say what neither of them did.
 *
 * The lock is a file with a random token and a counter that its holder moves on every few seconds. No
 * process number counts: two containers have the same ones. Whoever finds a lock watches it, and takes it
 * over when it does not move for a while of the watcher's own time. The file of the new holder is made
 * under a name that follows from the very state that was watched, so that one of several watchers alone
 * can make it, and then takes the place of the old one at once. The old holder, if it wakes up, writes
 * its counter into a file that has no name any more, and finds another token where its own was.
 */
import { hash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { systemErrorCode } from '../../../disk/system-error-code.ts';
import type { FileLayer, OpenFile } from '../files/file-layer.ts';
import { openIfThere } from '../files/open-if-there.ts';
import { readExactly } from '../files/read-exactly.ts';
import { writeAll } from '../files/write-all.ts';
import { type LedgerPlace, lockFile } from '../ledger-place.ts';
import type { LockClock } from './lock-clock.ts';

export interface LedgerLock {
  /** @throws DiagnosticError where another run has taken the lock over. */
  verify(): Promise<void>;
  /** The run before did not give it back: it may still be about to write. */
  readonly isTakenOver: boolean;
  release(): Promise<void>;
}

export interface LockOptions {
  readonly clock: LockClock;
  /** Told once, where it has to wait. */
  readonly onWait?: (text: string) => void;
}

/** A holder moves its counter this often. */
export const beatMs = 2000;
/** A watcher looks this often, */
export const lookMs = 1000;
/** and takes a lock over that did not move in so many looks: half a minute, if nothing stops the watcher. */
export const patience = 30;

/**
 * @throws DiagnosticError while another run has it.
 */
export async function lockLedger(
  place: LedgerPlace,
  { clock, onWait = () => {} }: LockOptions,
): Promise<LedgerLock> {
  await place.files.prepare(place.folder);
  const own = newLock(place);
  let hasWaited = false;
  for (;;) {
    const file = await createLock(place, own.path, own);
    if (file !== null) return hold(place, own, file, clock, false);
    if (!hasWaited) onWait(waitWords(place));
    hasWaited = true;
    const seen = await watch(place, own.path, clock);
    if (seen === 'gone') continue;
    if (seen === 'alive') throw locked(place);
    const taken = await takeOver(place, own, seen, clock);
    if (taken !== null) return hold(place, own, taken, clock, true);
  }
}

interface OwnLock {
  /** Where the lock of the list is. */
  readonly path: string;
  readonly token: string;
  readonly record: (count: number) => Buffer;
}

function newLock(place: LedgerPlace): OwnLock {
  const token = randomBytes(16).toString('hex');
  const who = `${process.pid} on ${hostname()}`;
  return {
    path: lockFile(place),
    token,
    // Of one length, so that a new count takes the place of the old one.
    record: (count) => Buffer.from(`${token} ${String(count).padStart(12, '0')} ${who}\n`),
  };
}

/** @returns null where there is a file of that name. */
async function createLock(
  { files }: LedgerPlace,
  path: string,
  { record }: OwnLock,
): Promise<OpenFile | null> {
  const file = await files.open(path, 'create').catch((error: unknown) => {
    if (systemErrorCode(error) === 'EEXIST') return null;
    throw error;
  });
  if (file === null) return null;
  try {
    await writeAll(file, record(0), 0);
    return file;
  } catch (error) {
    await file.close();
    await files.remove(path).catch(() => {});
    throw error;
  }
}

/** What a lock file holds; null where there is none. */
async function readLock({ files }: LedgerPlace, path: string): Promise<string | null> {
  const file = await openIfThere(files, path);
  if (file === null) return null;
  try {
    return (await readExactly(file, 0, 1024)).toString('latin1');
  } finally {
    await file.close();
  }
}

/**
 * Looks at a lock until it moves, is gone, or has stood still for long enough. Looks are counted, not
 * time: whoever was stopped for an hour has not watched for an hour.
 * @returns `alive`, `gone`, or in what state it stands still.
 */
async function watch(place: LedgerPlace, path: string, clock: LockClock): Promise<string> {
  const first = await readLock(place, path);
  if (first === null) return 'gone';
  for (let looks = 0; looks < patience; looks += 1) {
    await clock.sleep(lookMs);
    const now = await readLock(place, path);
    if (now === null) return 'gone';
    // Somebody else may have taken it over: that is a sign of life, too.
    if (now !== first) return 'alive';
  }
  return first;
}

/**
 * @param seen the state in which the lock stands still.
 * @returns null where somebody else was quicker, or it has moved after all.
 */
async function takeOver(
  place: LedgerPlace,
  own: OwnLock,
  seen: string,
  clock: LockClock,
): Promise<OpenFile | null> {
  const { files } = place;
  const claim = `${own.path}.${hash('sha256', seen).slice(0, 16)}`;
  const file = await createLock(place, claim, own);
  if (file === null) {
    // Another watcher is between its claim and the lock, unless it has died there.
    const other = await watch(place, claim, clock);
    const isLeft = other !== 'gone' && other !== 'alive';
    if (isLeft) await files.remove(claim);
    return null;
  }
  let isTaken = false;
  try {
    isTaken = (await readLock(place, own.path)) === seen && (await moveThere(files, claim, own));
    return isTaken ? file : null;
  } finally {
    if (!isTaken) {
      await file.close();
      await files.remove(claim).catch(() => {});
    }
  }
}

/** @returns false where a new holder has cleared the claim away. */
function moveThere(files: FileLayer, claim: string, { path }: OwnLock): Promise<boolean> {
  return files.rename(claim, path).then(
    () => true,
    (error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
}

async function hold(
  place: LedgerPlace,
  { path, token, record }: OwnLock,
  file: OpenFile,
  clock: LockClock,
  isTakenOver: boolean,
): Promise<LedgerLock> {
  let count = 0;
  let beating = Promise.resolve();
  const stop = clock.every(beatMs, () => {
    count += 1;
    // One that fails is a beat that nobody sees; what comes of that, `verify` finds.
    beating = beating
      .then(() => writeAll(file, record(count), 0))
      .then(
        () => {},
        () => {},
      );
  });
  const isOwn = async () => (await readLock(place, path))?.startsWith(`${token} `) ?? false;
  return {
    isTakenOver,
    verify: async () => {
      if (!(await isOwn())) throw lost(place);
    },
    release: async () => {
      stop();
      await beating;
      await file.close();
      if (await isOwn()) await place.files.remove(path);
    },
  };
}

function waitWords({ list }: LedgerPlace): string {
  const seconds = (patience * lookMs) / 1000;
  return `The members of ${list} are locked by another run. Waiting up to ${seconds} seconds for a sign that it is still at work.`;
}

function locked({ list }: LedgerPlace): DiagnosticError {
  return finding(
    'ledger-locked',
    `The members of ${list} are being changed by another run`,
    'Wait for it to end, and run the command again.',
  );
}

function lost({ list }: LedgerPlace): DiagnosticError {
  return finding(
    'ledger-lock-lost',
    `Another run took over the members of ${list} while this one stood still`,
    'Run the command again when the other one has ended: nothing was sent after that.',
  );
}

function finding(code: string, message: string, hint: string): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', code, message, hint }]);
}
