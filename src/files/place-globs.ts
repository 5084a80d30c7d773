/** From the globs of a project file to the folders that they name, and what is wrong with them. */
import { resolve } from 'node:path';
import { lstat, stat } from '../disk/local-files.ts';
import {
  type FileGlob,
  type GlobFault,
  matchesPath,
  parseFileGlob,
} from '../model/text/file-glob.ts';
import type { FileGuard } from './create-file-guard.ts';
import { findRepository, isInside } from './find-repository.ts';
import { nameFrom } from './name-from.ts';

/** A glob that cannot be followed, and why. */
export interface GlobProblem {
  readonly index: number;
  readonly problem:
    | GlobFault
    | 'matches-nothing'
    | 'is-a-folder'
    | 'leaves-repository'
    /** Where there is no git repository, nothing outside the project folder is read. */
    | 'leaves-folder'
    | '.git'
    | '.audiencectl'
    /** What `!` leaves out has to be one file, by its name. */
    | 'leaves-out-many'
    | 'leaves-out-nothing';
}

/** A glob with wildcards, in its place. */
export interface PlacedGlob {
  readonly index: number;
  /** The folder that it names, absolute. */
  readonly folder: string;
  /** @param path the names of a path below that folder. */
  readonly matches: (path: readonly string[]) => boolean;
  /** Whether it goes into folders whose name begins with a dot. */
  readonly findsHidden: boolean;
}

export interface PlacedGlobs {
  readonly globs: readonly PlacedGlob[];
  /** Files that are named without wildcards, by the names that they have in findings. */
  readonly files: ReadonlyMap<string, number>;
  /** Files, and linked folders, that a `!` names: they are left out on purpose. */
  readonly leftOut: ReadonlySet<string>;
  readonly problems: readonly GlobProblem[];
}

/** Edge: @param root the project folder, absolute. */
export async function placeGlobs(
  root: string,
  written: readonly string[],
  guard: FileGuard,
): Promise<PlacedGlobs> {
  const repository = await findRepository(root);
  const globs: PlacedGlob[] = [];
  const files = new Map<string, number>();
  const leftOut = new Set<string>();
  const problems: GlobProblem[] = [];
  for (const [index, text] of written.entries()) {
    const found = text.startsWith('!')
      ? await placeLeftOut(root, text.slice(1), guard)
      : await placeGlob(root, repository ?? root, text, guard);
    if ('problem' in found) problems.push({ index, problem: inWords(found.problem, repository) });
    else if ('leftOut' in found) leftOut.add(found.leftOut);
    else {
      for (const file of found.files) files.set(file, index);
      globs.push(...found.globs.map((glob) => ({ ...glob, index })));
    }
  }
  return { globs, files, leftOut, problems };
}

type Problem = Pick<GlobProblem, 'problem'>;

function inWords(
  problem: GlobProblem['problem'],
  repository: string | null,
): GlobProblem['problem'] {
  return problem === 'leaves-repository' && repository === null ? 'leaves-folder' : problem;
}

async function placeLeftOut(
  root: string,
  text: string,
  guard: FileGuard,
): Promise<Problem | { readonly leftOut: string }> {
  if (text.includes('\\')) return { problem: 'backslash' };
  if (/[*?]/u.test(text)) return { problem: 'leaves-out-many' };
  const path = resolve(root, text);
  const found = await lstat(path).catch(() => null);
  if (found === null) return { problem: 'leaves-out-nothing' };
  const isFolder = (await stat(path).catch(() => null))?.isDirectory() ?? false;
  // A link that nothing is read through counts as a link, with any target.
  const isClosed = found.isSymbolicLink() && (await guard(path)) !== null;
  return isFolder && !isClosed ? { problem: 'leaves-out-many' } : { leftOut: nameFrom(root, path) };
}

/** What one glob names: folders to look through, and files. */
interface Named {
  readonly globs: readonly Omit<PlacedGlob, 'index'>[];
  readonly files: readonly string[];
}

async function placeGlob(
  root: string,
  repository: string,
  text: string,
  guard: FileGuard,
): Promise<Problem | Named> {
  const parsed = parseFileGlob(text);
  if (typeof parsed === 'string') return { problem: parsed };
  const globs: Omit<PlacedGlob, 'index'>[] = [];
  const files: string[] = [];
  for (const glob of parsed) {
    const path = resolve(root, glob.folder);
    const kind = await kindOf(path);
    const problem = await objectTo(path, kind, glob, repository, guard);
    if (problem !== null) return { problem };
    if (kind === 'folder') globs.push(placeOne(path, glob));
    if (kind === 'file' && !isPattern(glob)) files.push(nameFrom(root, path));
  }
  return globs.length + files.length === 0 ? { problem: 'matches-nothing' } : { globs, files };
}

function isPattern({ names }: FileGlob): boolean {
  return names.length > 0;
}

async function objectTo(
  path: string,
  kind: Awaited<ReturnType<typeof kindOf>>,
  glob: FileGlob,
  repository: string,
  guard: FileGuard,
): Promise<GlobProblem['problem'] | null> {
  if (!isInside(repository, path)) return 'leaves-repository';
  const reason = await guard(path);
  if (reason !== null && reason !== 'leads-out') return reason;
  // A file that leads out of it is reported by its own name.
  if (reason !== null && isPattern(glob)) return 'leaves-repository';
  return kind === 'folder' && !isPattern(glob) ? 'is-a-folder' : null;
}

/** Null where there is nothing. A link that leads nowhere counts as a file. */
async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  const found = await stat(path).catch(() => lstat(path).catch(() => null));
  if (found === null) return null;
  return found.isDirectory() ? 'folder' : 'file';
}

function placeOne(folder: string, glob: FileGlob): Omit<PlacedGlob, 'index'> {
  return { folder, matches: (path) => matchesPath(glob, path), findsHidden: glob.findsHidden };
}
