/** Edge: what a run that was cut off has left behind. */
import { join } from 'node:path';
import { readExactly } from '../files/read-exactly.ts';
import { writeAll } from '../files/write-all.ts';
import { type LedgerPlace, ledgerPrefix, temporaryFile } from '../ledger-place.ts';
import type { LedgerLock } from './lock-ledger.ts';

const blockBytes = 2 ** 20;

/**
 * Removes half-written files of a list. Where the lock was taken over, its ledgers become files of
 * their own: the run before may have them open, and wake up in the middle of a write.
 */
export async function tidyLedgers(
  place: LedgerPlace,
  { isTakenOver, verify }: Pick<LedgerLock, 'isTakenOver' | 'verify'>,
): Promise<void> {
  const { files, folder } = place;
  const prefix = ledgerPrefix(place);
  const own = (await files.list(folder)).filter((name) => name.startsWith(prefix));
  for (const name of own) {
    if (leftOver.test(name.slice(prefix.length))) await files.remove(join(folder, name));
  }
  if (!isTakenOver) return;
  for (const name of own) {
    if (name.endsWith('.ledger')) await copyInPlace(place, join(folder, name), verify);
  }
  await files.syncFolder(folder);
}

/** What is being written, parts of lists, and claims to a lock; a copy of a ledger that a user keeps is none. */
const leftOver = /^(?:[0-9a-f]{12}\.(?:new|parts)|lock\.[0-9a-f]{16})$/u;

async function copyInPlace(
  place: LedgerPlace,
  path: string,
  verify: LedgerLock['verify'],
): Promise<void> {
  const { files } = place;
  const copy = temporaryFile(place, 'new');
  const from = await files.open(path, 'read');
  try {
    const to = await files.open(copy, 'create');
    try {
      for (let offset = 0; ; ) {
        const block = await readExactly(from, offset, blockBytes);
        if (block.length === 0) break;
        offset = await writeAll(to, block, offset);
      }
      await to.sync();
    } finally {
      await to.close();
    }
    await verify();
    await files.rename(copy, path);
  } catch (error) {
    await files.remove(copy).catch(() => {});
    throw error;
  } finally {
    await from.close();
  }
}
