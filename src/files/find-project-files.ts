/** The project files of a repository: by their usual name, or by what they say. */
import { basename, join } from 'node:path';
import { compareText } from '../diagnostics/diagnostic.ts';
import { readdir } from '../disk/local-files.ts';
import { readBytes } from '../disk/read-bytes.ts';
import { projectFileName } from '../model/files/project-file-name.ts';

/** A repository with more files and folders than this is not looked through to its end. */
export const maxEntries = 1_000_000;

/** No project file is longer. */
const maxBytes = 1_000_000;

export interface FoundProjectFiles {
  /** Absolute, sorted. */
  readonly files: readonly string[];
  /** Links of other names, which may lead to folders; absolute. */
  readonly links: readonly string[];
  /** Whether all of the repository was seen. */
  readonly isComplete: boolean;
}

export interface SearchOptions {
  /** Folders that are no part of it, such as a checkout of an earlier commit; absolute. */
  readonly skip: readonly string[];
  /** Files that are known to be no project files; absolute. */
  readonly known: ReadonlySet<string>;
  /** `maxEntries` unless given. */
  readonly most?: number;
}

/**
 * Below a folder, but for folders that begin with a dot, `node_modules`, and what is another
 * repository, worktree or submodule. Links to folders are not followed: what they lead to is found
 * where it is.
 */
export async function findProjectFiles(
  repository: string,
  { skip, known, most = maxEntries }: SearchOptions,
): Promise<FoundProjectFiles> {
  const { paths, links, isComplete } = await listYaml(repository, skip, most);
  const isNamed = (path: string) => basename(path) === projectFileName;
  const others = paths.filter((path) => !isNamed(path) && !known.has(path));
  const telling = isComplete ? await readsLikeProjects(others) : [];
  return { files: [...paths.filter(isNamed), ...telling].sort(compareText), links, isComplete };
}

async function listYaml(
  repository: string,
  skip: readonly string[],
  most: number,
): Promise<Omit<FoundProjectFiles, 'files'> & { readonly paths: readonly string[] }> {
  const paths: string[] = [];
  const links: string[] = [];
  const folders = [repository];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const parent = folder;
    const entries = await readdir(parent).catch(() => []);
    const isAnother = parent !== repository && entries.some(({ name }) => name === '.git');
    if (isAnother || skip.includes(parent)) continue;
    seen += entries.length;
    if (seen > most) return { paths, links, isComplete: false };
    const visible = entries.filter(isVisible);
    const inside = (some: typeof entries) => some.map(({ name }) => join(parent, name));
    folders.push(...inside(visible.filter((entry) => entry.isDirectory())));
    const isLink = (entry: (typeof entries)[number]) => entry.isSymbolicLink();
    links.push(...inside(visible.filter((entry) => isLink(entry) && !isYaml(entry.name))));
    paths.push(...inside(visible.filter((entry) => !entry.isDirectory() && isYaml(entry.name))));
  }
  return { paths, links, isComplete: true };
}

function isVisible({ name }: { readonly name: string }): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

function isYaml(name: string): boolean {
  return /\.ya?ml$/iu.test(name);
}

async function readsLikeProjects(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) if (await readsLikeProject(path)) found.push(path);
  return found;
}

/** A project file of another name says which platform it is for. */
async function readsLikeProject(path: string): Promise<boolean> {
  const read = await readBytes(path, maxBytes);
  if ('problem' in read) return false;
  const text = read.bytes.toString('utf8');
  return hasKey(text, 'version') && hasKey(text, 'platform');
}

/** At the beginning of a line, or in braces. */
function hasKey(text: string, key: string): boolean {
  return new RegExp(`(?:^|[{,]\\s*)["']?${key}["']?\\s*:`, 'mu').test(text);
}
