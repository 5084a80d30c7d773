/** Edge: the file of a lock: a random token, a counter, and for people who holds it. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { systemErrorCode } from '../../../disk/system-error-code.ts';
import type { OpenFile } from '../files/file-layer.ts';
import { openIfThere } from '../files/open-if-there.ts';
import { readExactly } from '../files/read-exactly.ts';
import { writeAll } from '../files/write-all.ts';
import { type LedgerPlace, lockFile } from '../ledger-place.ts';

export interface OwnLock {
  /** Where the lock of the list is. */
  readonly path: string;
  readonly token: string;
  readonly record: (count: number) => Buffer;
}

export function newLock(place: LedgerPlace): OwnLock {
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
export async function createLock(
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
export async function readLock({ files }: LedgerPlace, path: string): Promise<string | null> {
  const file = await openIfThere(files, path);
  if (file === null) return null;
  try {
    return (await readExactly(file, 0, 1024)).toString('latin1');
  } finally {
    await file.close();
  }
}
