import { systemErrorCode } from '../../../disk/system-error-code.ts';
import type { FileLayer, OpenFile } from './file-layer.ts';

/** Edge: opens a file to be read; null where there is none. */
export async function openIfThere(
  files: Pick<FileLayer, 'open'>,
  path: string,
): Promise<OpenFile | null> {
  return files.open(path, 'read').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  });
}
