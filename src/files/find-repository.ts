import { dirname, join, relative, sep } from 'node:path';
import { stat } from '../disk/local-files.ts';

/** The nearest folder from here upwards with a `.git`, of a clone or a worktree; null where there is none. */
export async function findRepository(start: string): Promise<string | null> {
  for (let folder = start; ; folder = dirname(folder)) {
    if ((await stat(join(folder, '.git')).catch(() => null)) !== null) return folder;
    if (dirname(folder) === folder) return null;
  }
}

/** Whether a path is a folder or below it, by their names alone. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`);
}
