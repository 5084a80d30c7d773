import { explainUnreadable, type Unreadable } from './explain-unreadable.ts';
import { objectToPath } from './object-to-path.ts';
import { openRegularFile } from './open-regular-file.ts';
import { type ReadBytes, readBytes } from './read-bytes.ts';

/** Edge: a file that an option or an argument names, read whole. */
export async function readNamedFile(path: string, maxBytes: number): Promise<ReadBytes> {
  const problem = await objectToPath(path);
  return problem === null ? readBytes(path, maxBytes) : { problem, identity: null };
}

/**
 * Edge: why a named file can't be used, for code that opens it by itself; null where it can,
 * or where there is none yet.
 */
export async function objectToFile(path: string): Promise<Unreadable | null> {
  const problem = await objectToPath(path);
  if (problem !== null) return problem;
  try {
    const handle = await openRegularFile(path);
    await handle.close();
    return null;
  } catch (error) {
    const found = explainUnreadable(error);
    return found.code === 'file-not-found' ? null : found;
  }
}
