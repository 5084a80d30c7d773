import type { Dirent } from 'node:fs';
import { basename, join } from 'node:path';
import { lstat, readdir, realpath, stat } from '../disk/local-files.ts';
import { offLimitsName } from '../disk/off-limits.ts';
import type { FileGuard, GuardReason } from './create-file-guard.ts';

/** A linked folder that is not looked into. */
interface UnwalkedLink {
  /** Below the folder, as files are. */
  readonly path: string;
  readonly reason: GuardReason;
}

export interface WalkedFolder {
  /** Below the folder, with `/` between the names: every file, including links and hidden files. */
  readonly files: readonly string[];
  readonly links: readonly UnwalkedLink[];
  /** Files in folders that are not looked into otherwise, where they are asked for. */
  readonly aside: readonly string[];
}

export interface Walk {
  /** Whether to look into folders whose name begins with a dot. */
  readonly showHidden: boolean;
  /** Whether to list what is aside: in other such folders, and in `node_modules`. */
  readonly showAside: boolean;
}

/** Links can lead to one folder by more ways than there are files: these many are gone. */
const mostWays = 10;

/**
 * Edge: what is below a folder, linked folders followed. Those that the guard refuses are not even
 * listed. Neither are `.git` and the tool's own folder, nor another repository that is aside.
 *
 * @throws where a folder cannot be read.
 */
export async function walkFolder(
  folder: string,
  guard: FileGuard,
  { showHidden, showAside }: Walk,
): Promise<WalkedFolder> {
  const files: string[] = [];
  const links: UnwalkedLink[] = [];
  const aside: string[] = [];
  const ways = new Map<string, number>();
  const start = { path: '', real: await realpath(folder), above: new Set<string>() };
  const pending: Pending[] = [{ ...start, isAside: false }];

  /** Takes a folder to look into, unless it leads back to where we are. */
  function follow(next: Pending): void {
    // What lies aside uses up no way of what does not.
    const key = `${next.isAside} ${next.real}`;
    const way = (ways.get(key) ?? 0) + 1;
    if (next.above.has(next.real) || way > mostWays) return;
    ways.set(key, way);
    pending.push(next);
  }

  async function followLink(next: Omit<Pending, 'real'>): Promise<void> {
    const { path, isAside } = next;
    const reason = await guard(join(folder, path));
    if (reason === null) follow({ ...next, real: await realpath(join(folder, path)) });
    else if (!isAside) links.push({ path, reason });
  }

  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path, real } = next;
    const above = new Set(next.above).add(real);
    const found = await (next.isAside ? listAside : list)(folder, path);
    for (const each of found.files) (next.isAside ? aside : files).push(each);
    const isAside = next.isAside ? () => true : (each: string) => liesAside(each, showHidden);
    const isShown = (each: string) => showAside || !isAside(each);
    for (const each of found.folders.filter(isShown)) {
      follow({ path: each, real: join(real, basename(each)), above, isAside: isAside(each) });
    }
    for (const each of found.linked.filter(isShown)) {
      await followLink({ path: each, above, isAside: isAside(each) });
    }
  }
  return { files, links, aside };
}

function liesAside(path: string, showHidden: boolean): boolean {
  const name = basename(path);
  return name === 'node_modules' || (!showHidden && name.startsWith('.'));
}

/** A folder that is still to be looked into. */
interface Pending {
  readonly path: string;
  readonly real: string;
  /** The real paths of the folders that it was reached through. */
  readonly above: ReadonlySet<string>;
  readonly isAside: boolean;
}

/** As `list`, of what need not be ours: another repository, or a folder of another user, is none. */
async function listAside(folder: string, path: string): ReturnType<typeof list> {
  const nothing = { files: [], folders: [], linked: [] };
  const isRepository = await lstat(join(folder, path, '.git')).catch(() => null);
  return isRepository ? nothing : list(folder, path).catch(() => nothing);
}

/** What a folder holds, by the paths below the folder that is walked. */
async function list(folder: string, path: string) {
  const found = { files: [] as string[], folders: [] as string[], linked: [] as string[] };
  for (const entry of await readdir(join(folder, path))) {
    if (offLimitsName(entry.name) !== null) continue;
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
