/** What `--check` shows: a patch of the files that would be written. */
import { join, relative, sep } from 'node:path';
import { findRepository } from '../../files/find-repository.ts';
import { unifiedDiff } from '../../report/text/unified-diff.ts';
import { type EditedFile, findOnDisk } from './find-on-disk.ts';

export interface FilesPatch {
  /** Empty where nothing changes. */
  readonly patch: string;
  /** The folder in which it applies, absolute: that of the project, or where files lie outside of it, the repository. */
  readonly folder: string;
}

/** @throws DiagnosticError where the files cannot be written as they are. */
export async function makePatch(files: readonly EditedFile[], folder: string): Promise<FilesPatch> {
  const found = await findOnDisk(files, folder);
  const isOutside = found.some(({ file }) => file.startsWith('../'));
  const root = isOutside ? ((await findRepository(folder)) ?? folder) : folder;
  const named = found.map(({ file, before, after }) => ({
    file: relative(root, join(folder, file)).split(sep).join('/'),
    before,
    after,
  }));
  return { patch: unifiedDiff(named), folder: root };
}
