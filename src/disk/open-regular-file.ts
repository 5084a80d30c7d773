import { constants, type FileHandle, open } from 'node:fs/promises';

/** What opening would wait for, or never reach the end of. The code is ours, in the form of the system's. */
class SpecialFileError extends Error {
  readonly code = 'ESPECIAL';
}

/**
 * Edge: opens a file to be read. A pipe without a writer, a socket or a device ends in an error at
 * once, because the system would wait or read for ever.
 *
 * @throws what `explainUnreadable` has words for
 */
export async function openRegularFile(path: string): Promise<FileHandle> {
  // Without waiting; Windows has no such flag, and no such pipes.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await handle.stat();
    if (found.isFile()) return handle;
    if (found.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' });
    throw new SpecialFileError();
  } catch (error) {
    await handle.close();
    throw error;
  }
}
