/** The names by which links to folders lead to one file. */
import { join, relative } from 'node:path';
import { realpath, stat } from '../../../disk/local-files.ts';
import { isInside } from '../../../files/find-repository.ts';

export interface FolderLink {
  /** The link, absolute. */
  readonly path: string;
  /** The folder, with all links followed. */
  readonly target: string;
}

/** Names beyond this are of links that lead to one another in a circle. */
const maxNames = 100;

/** Edge: those of some links that lead to folders. */
export async function readFolderLinks(paths: readonly string[]): Promise<readonly FolderLink[]> {
  const found: FolderLink[] = [];
  for (const path of paths) {
    const target = await realpath(path).catch(() => null);
    if (target === null || !(await stat(target).catch(() => null))?.isDirectory()) continue;
    found.push({ path, target });
  }
  return found;
}

/** Every absolute path of a file, which need not be there: its own, and those through links on both sides. */
export function linkedNames(path: string, links: readonly FolderLink[]): readonly string[] {
  const names = new Set([path]);
  for (const name of names) {
    for (const { path: link, target } of links) {
      if (names.size >= maxNames) break;
      if (isInside(link, name)) names.add(join(target, relative(link, name)));
      if (isInside(target, name)) names.add(join(link, relative(target, name)));
    }
  }
  return [...names];
}
