/** Edge: the file system of this machine. */
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsync,
  ftruncateSync,
  lstatSync,
  openSync,
  readSync,
  rmSync,
  write,
  writeSync,
} from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemErrorCode } from '../../../disk/system-error-code.ts';
import { prepareLedgerFolder } from '../folder/prepare-ledger-folder.ts';
import { type FileLayer, NotAFile, type OpenFile, type TemporaryFile } from './file-layer.ts';

const ownerOnly = 0o600;
/** Windows has neither, and lets only some users make links. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

const flags = {
  read: constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK,
  update: constants.O_RDWR | O_NOFOLLOW | O_NONBLOCK,
  create: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | O_NOFOLLOW,
} as const;

export const nodeFiles: FileLayer = {
  prepare: async (folder) => prepareLedgerFolder(folder),
  open: openRegular,
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { force: true }),
  list: (folder) =>
    readdir(folder).catch((error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }),
  syncFolder,
  openTemporary,
};

/**
 * A chunk takes some twenty looks at small files. All but what waits for the disk is done at once: to hand it to another
 * thread takes far longer than the thing itself, above all on a busy machine.
 */
async function openRegular(path: string, use: keyof typeof flags): Promise<OpenFile> {
  // Before it is opened: to open a pipe is to wait for its other end.
  if (use !== 'create' && !lstatSync(path).isFile()) throw new NotAFile(path);
  const file = openWithoutLink(path, flags[use]);
  try {
    if (!fstatSync(file).isFile()) throw new NotAFile(path);
    if (use === 'update') fchmodSync(file, ownerOnly);
  } catch (error) {
    closeSync(file);
    throw error;
  }
  return {
    read: async (target, offset) => readSync(file, target, 0, target.length, offset),
    write: async (bytes, offset) =>
      bytes.length <= smallWrite
        ? writeSync(file, bytes, 0, bytes.length, offset)
        : writeLater(file, bytes, offset),
    sync: () => syncLater(file),
    size: async () => fstatSync(file).size,
    truncate: async (size) => ftruncateSync(file, size),
    close: async () => closeSync(file),
  };
}

/** A larger one may have to wait until the system has written others. */
const smallWrite = 2 ** 16;

function writeLater(file: number, bytes: Uint8Array, offset: number): Promise<number> {
  return new Promise((resolve, reject) => {
    write(file, bytes, 0, bytes.length, offset, (error, written) => {
      if (error) reject(error);
      else resolve(written);
    });
  });
}

function syncLater(file: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fsync(file, (error) => (error ? reject(error) : resolve()));
  });
}

function openWithoutLink(path: string, how: number): number {
  try {
    return openSync(path, how, ownerOnly);
  } catch (error) {
    throw systemErrorCode(error) === 'ELOOP' ? new NotAFile(path) : error;
  }
}

/** What says that a folder cannot be synced at all, as on Windows and on some network drives. */
const cannotSync = new Set(['EISDIR', 'EINVAL', 'EPERM', 'EACCES', 'ENOTSUP', 'EBADF']);

async function syncFolder(folder: string): Promise<void> {
  const ignore = (error: unknown) => {
    if (!cannotSync.has(systemErrorCode(error) ?? '')) throw error;
    return null;
  };
  const handle = await open(folder, 'r').catch(ignore);
  try {
    await handle?.sync().catch(ignore);
  } finally {
    await handle?.close();
  }
}

function openTemporary(path: string): TemporaryFile {
  prepareLedgerFolder(dirname(path));
  const file = openSync(path, flags.create, ownerOnly);
  // Without its name it is gone with the process, however that ends.
  const isNameless = removeQuietly(path);
  return {
    read: (target, offset) => readSync(file, target, 0, target.length, offset),
    write: (bytes, offset) => writeSync(file, bytes, 0, bytes.length, offset),
    close: () => {
      if (!isNameless) ftruncateSync(file);
      closeSync(file);
      if (!isNameless) removeQuietly(path);
    },
  };
}

/** Where a file in use cannot be removed, the next run does it. */
function removeQuietly(path: string): boolean {
  try {
    rmSync(path, { force: true });
    return true;
  } catch {
    return false;
  }
}
