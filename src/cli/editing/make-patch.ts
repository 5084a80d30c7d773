/** What `--check` shows: a patch of the files that would be written. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { findRepository } from '../../files/find-repository.ts';
import { unifiedDiff } from '../../report/text/unified-diff.ts';
import { type EditedFile, findOnDisk } from './find-on-disk.ts';

export interface FilesPatch {
  /** Empty where nothing changes. */
  readonly patch: string;
  /** The folder in which it applies, absolute: that of the project, or where files lie outside of it, the repository. */
  readonly folder: string;
}

/**
 * @param folder of the project, absolute.
 * @param start where the paths start unless a file lies outside of it: the folder of the project unless given.
 * @throws DiagnosticError where the files cannot be written as they are.
 */
export async function makePatch(
  files: readonly EditedFile[],
  folder: string,
  start: string = folder,
): Promise<FilesPatch> {
  const found = await findOnDisk(files, folder);
  const top = await realpath(start);
  // Patches do not apply beyond a folder that is a link.
  const paths = await Promise.all(found.map(({ path }) => realPlace(path)));
  const isOutside = paths.some((path) => relative(top, path).startsWith('..'));
  const root = isOutside ? await realpath((await findRepository(folder)) ?? start) : top;
  const named = found.map(({ before, after }, at) => ({
    file: relative(root, paths[at] ?? '')
      .split(sep)
      .join('/'),
    before,
    after,
  }));
  return { patch: unifiedDiff(named), folder: root === top ? start : root };
}

/** A new file may be in a folder that is new, too. */
async function realPlace(path: string): Promise<string> {
  const real = await realpath(path).catch(() => null);
  if (real !== null || dirname(path) === path) return real ?? path;
  return join(await realPlace(dirname(path)), basename(path));
}
