/**
 * Edge: one run a list at a time, or the ledger would say what neither of them did.
 *
 * The lock is a file with a random token and a counter that its holder moves on every few seconds. No
 * process number counts: two containers have the same ones. A run that finds a lock watches it, and takes it
 * over when it does not move for a while of the watcher's own time. The file of the new holder is made
 * under a name that follows from the very state that was watched, so that one of several watchers alone
 * can make it, and then takes the place of the old one at once. The old holder, if it wakes up, writes
 * its counter into a file that has no name any more, and finds another token where its own was.
 */
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import type { OpenFile } from '../files/file-layer.ts';
import { writeAll } from '../files/write-all.ts';
import type { LedgerPlace } from '../ledger-place.ts';
import type { LockClock } from './lock-clock.ts';
import { createLock, newLock, type OwnLock, readLock } from './own-lock.ts';
import { lookMs, patience, takeOverLock, watchLock } from './take-over-lock.ts';

export interface LedgerLock {
  /** @throws DiagnosticError where another run has taken the lock over. */
  verify(): Promise<void>;
  /** The run before did not give it back: it may still be about to write. */
  readonly isTakenOver: boolean;
  release(): Promise<void>;
}

export interface LockOptions {
  readonly clock: LockClock;
  /** Called once, when it has to wait. */
  readonly onWait?: (text: string) => void;
}

/** A holder moves its counter this often. */
const beatMs = 2000;
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
    const seen = await watchLock(place, own.path, clock);
    if (seen === 'gone') continue;
    if (seen === 'alive') throw locked(place);
    const taken = await takeOverLock(place, own, seen, clock);
    if (taken !== null) return hold(place, own, taken, clock, true);
  }
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
    // A beat that fails is not seen by others; `verify` finds what comes of it.
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
  return `The members of ${list} are locked by another run. Waiting up to ${seconds} seconds for a sign that it is still running.`;
}

function locked({ list }: LedgerPlace): DiagnosticError {
  return finding(
    'ledger-locked',
    `Another run is changing the members of ${list}`,
    'Wait until it ends, and run the command again.',
  );
}

function lost({ list }: LedgerPlace): DiagnosticError {
  return finding(
    'ledger-lock-lost',
    `Another run took over the members of ${list} while this run was paused`,
    'Wait until the other run ends, and run the command again. Nothing was sent after that.',
  );
}

function finding(code: string, message: string, hint: string): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', code, message, hint }]);
}
