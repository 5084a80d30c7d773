import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isInside } from '../../../files/find-repository.ts';
import { readTextFile } from '../../../files/read-text-file.ts';

/**
 * Edge: looks for a clone or a worktree between a folder and a file below it. Such a checkout holds the same projects at
 * another commit, and what is planned for one of them knows nothing of the others. A submodule is a part of the
 * repository.
 *
 * @param top absolute, as the paths that are asked for.
 * @returns the folder of the checkout; null where there is none. Each folder is looked at once.
 */
export function createOtherCheckout(top: string): (path: string) => Promise<string | null> {
  const known = new Map<string, Promise<string | null>>();
  const lookIn = async (folder: string): Promise<string | null> => {
    if (folder === top || !isInside(top, folder)) return null;
    return (await isCheckout(folder)) ? folder : find(dirname(folder));
  };
  const find = (folder: string): Promise<string | null> => {
    const found = known.get(folder) ?? lookIn(folder);
    known.set(folder, found);
    return found;
  };
  return (path) => find(dirname(path));
}

async function isCheckout(folder: string): Promise<boolean> {
  const git = join(folder, '.git');
  const found = await lstat(git).catch(() => null);
  if (found === null) return false;
  if (!found.isFile()) return true;
  const { value } = await readTextFile(git, '.git');
  return !/^gitdir: .*[/\\]modules[/\\]/mu.test(value?.text ?? '');
}
