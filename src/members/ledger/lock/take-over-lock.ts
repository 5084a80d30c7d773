/** Edge: a lock that another run has: whether it is still at work, and what takes its place if not. */
import { hash } from 'node:crypto';
import { systemErrorCode } from '../../../disk/system-error-code.ts';
import type { FileLayer, OpenFile } from '../files/file-layer.ts';
import type { LedgerPlace } from '../ledger-place.ts';
import type { LockClock } from './lock-clock.ts';
import { createLock, type OwnLock, readLock } from './own-lock.ts';

/** A watcher looks this often, */
export const lookMs = 1000;
/** and takes a lock over that did not move in so many looks: half a minute, if nothing stops the watcher. */
export const patience = 30;

/**
 * Looks at a lock until it moves, is gone, or has stood still for long enough. Looks are counted, not
 * time: a watcher that was stopped for an hour has not watched for an hour.
 * @returns `alive`, `gone`, or in what state it stands still.
 */
export async function watchLock(
  place: LedgerPlace,
  path: string,
  clock: LockClock,
): Promise<string> {
  const first = await readLock(place, path);
  if (first === null) return 'gone';
  for (let looks = 0; looks < patience; looks += 1) {
    await clock.sleep(lookMs);
    const now = await readLock(place, path);
    if (now === null) return 'gone';
    // Another run may have taken it over: that is a sign of life, too.
    if (now !== first) return 'alive';
  }
  return first;
}

/**
 * @param seen the state in which the lock stands still.
 * @returns null where another run was quicker, or it has moved after all.
 */
export async function takeOverLock(
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
    const other = await watchLock(place, claim, clock);
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
