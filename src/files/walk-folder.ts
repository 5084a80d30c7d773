import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { offLimitsName } from '../disk/off-limits.ts';
import type { FileGuard, GuardReason } from './create-file-guard.ts';

/** A linked folder that is not looked into. */
interface UnwalkedLink {
  /** Below the folder, as files are. */
  readonly path: string;
  readonly reason: GuardReason;
}

export interface WalkedFolder {
  /** Below the folder, with `/` between the names: every file, whatever it is called and leads to. */
  readonly files: readonly string[];
  readonly links: readonly UnwalkedLink[];
}

/** Links can lead to one folder by more ways than there are files: these many are gone. */
const mostWays = 10;

/**
 * Edge: what is below a folder, linked folders followed. Those that the guard refuses are not even
 * listed. Neither are `.git`, the tool's own folder and `node_modules`.
 *
 * @param showHidden whether to look into folders whose name begins with a dot.
 * @throws where a folder cannot be read.
 */
export async function walkFolder(
  folder: string,
  guard: FileGuard,
  showHidden: boolean,
): Promise<WalkedFolder> {
  const files: string[] = [];
  const links: UnwalkedLink[] = [];
  const ways = new Map<string, number>();
  const pending: Pending[] = [{ path: '', real: await realpath(folder), above: new Set() }];

  /** Takes a folder that is to be looked into, unless it leads back to where we are. */
  function follow({ path, real, above }: Pending): void {
    const way = (ways.get(real) ?? 0) + 1;
    if (above.has(real) || way > mostWays) return;
    ways.set(real, way);
    pending.push({ path, real, above });
  }

  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path, real } = next;
    const above = new Set(next.above).add(real);
    const { files: found, folders, linked } = await list(folder, path);
    for (const each of found) files.push(each);
    for (const each of folders.filter((name) => showHidden || !isHidden(name))) {
      follow({ path: each, real: join(real, basename(each)), above });
    }
    for (const each of linked.filter((name) => showHidden || !isHidden(name))) {
      const reason = await guard(join(folder, each));
      if (reason !== null) links.push({ path: each, reason });
      else follow({ path: each, real: await realpath(join(folder, each)), above });
    }
  }
  return { files, links };
}

/** A folder that is still to be looked into. */
interface Pending {
  readonly path: string;
  readonly real: string;
  /** The real paths of the folders that it was reached through. */
  readonly above: ReadonlySet<string>;
}

function isHidden(path: string): boolean {
  return basename(path).startsWith('.');
}

/** What a folder holds, by the paths below the folder that is walked. */
async function list(folder: string, path: string) {
  const found = { files: [] as string[], folders: [] as string[], linked: [] as string[] };
  for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
    if (isPassedOver(entry.name)) continue;
    const each = path === '' ? entry.name : `${path}/${entry.name}`;
    found[await kindOf(entry, join(folder, each))].push(each);
  }
  return found;
}

async function kindOf(entry: Dirent, path: string): Promise<'files' | 'folders' | 'linked'> {
  if (entry.isDirectory()) return 'folders';
  if (!entry.isSymbolicLink()) return 'files';
  const target = await stat(path).catch(() => null);
  return target?.isDirectory() ? 'linked' : 'files';
}

function isPassedOver(name: string): boolean {
  return name === 'node_modules' || offLimitsName(name) !== null;
}
