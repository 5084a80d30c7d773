import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** What opening would wait for, or never reach the end of. The code is ours, in the form of the system's. */
class SpecialFileError extends Error {
  readonly code = 'ESPECIAL';
}

/** To be read, and without waiting; Windows has no such flag, and no such pipes. */
const toRead = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Edge: opens a file to be read. A pipe without a writer, a socket or a device ends in an error at
 * once, because the system would wait or read for ever.
 *
 * @throws what `explainUnreadable` has words for
 */
export async function openRegularFile(path: string): Promise<FileHandle> {
  const handle = await open(path, toRead);
  try {
    refuseSpecial(await handle.stat());
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Edge: as `openRegularFile`, before it returns, see `local-files.ts`.
 *
 * @returns the descriptor, which is to be closed
 */
export function openAtOnce(path: string): number {
  const file = openSync(path, toRead);
  try {
    refuseSpecial(fstatSync(file));
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function refuseSpecial(found: Stats): void {
  if (found.isFile()) return;
  if (found.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' });
  throw new SpecialFileError();
}
