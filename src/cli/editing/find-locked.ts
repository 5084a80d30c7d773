import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FileLock, SourceFile } from '../../model/files/source-file.ts';

/**
 * The texts that are not to be written where they lie, by their files.
 *
 * @param folder of the project, absolute.
 */
export async function findLocked(
  sources: readonly SourceFile[],
  folder: string,
): Promise<ReadonlyMap<string, FileLock>> {
  const locked = new Map<string, FileLock>();
  for (const { file } of sources) {
    const found = await lstat(resolve(folder, file)).catch(() => null);
    if (found?.isSymbolicLink()) locked.set(file, 'link');
    else if (found && (found.mode & 0o222) === 0) locked.set(file, 'read-only');
  }
  return locked;
}
