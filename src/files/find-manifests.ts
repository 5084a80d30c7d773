/** Which files are the manifests of a project, and which files that look like some are not. */
import { dirname, join } from 'node:path';
import { compareText } from '../diagnostics/diagnostic.ts';
import { readdir } from '../disk/local-files.ts';
import { projectFileName } from '../model/files/project-file-name.ts';
import type { Project } from '../model/project.ts';
import type { FileGuard, GuardReason } from './create-file-guard.ts';
import { isInside } from './find-repository.ts';
import { nameFrom } from './name-from.ts';
import { type GlobProblem, type PlacedGlob, placeGlobs } from './place-globs.ts';
import { type WalkedFolder, walkFolder } from './walk-folder.ts';

/** A YAML file, or a linked folder, below a folder that a glob names, from which nothing is read. */
export interface PassedOver {
  /** As in `files`. */
  readonly file: string;
  /** Null where no glob matches it. */
  readonly reason: GuardReason | null;
  /**
   * Whether the folder is one that holds all sorts of files, such as the project folder itself: then
   * only a file that declares something is missed.
   */
  readonly mayBeForeign: boolean;
  /** Whether it is in the project folder, or in a folder there, that no glob names: then only house rules are missed. */
  readonly isBeside?: true;
}

export interface FoundManifests {
  /** Relative to the project folder, `/` between the names, sorted, each once. */
  readonly files: readonly string[];
  readonly passedOver: readonly PassedOver[];
  /** What `!` leaves out. */
  readonly leftOut: ReadonlySet<string>;
  readonly problems: readonly GlobProblem[];
}

/**
 * Edge: finds the manifests of a project. Globs may lead out of its folder, inside the same git
 * repository.
 *
 * @param root the project folder, absolute.
 * @param everywhere whether to look for what is passed over in the whole of that folder, too.
 * @param aside whether to look for it in hidden folders and in `node_modules`, too.
 * @throws where a folder cannot be read: half of the manifests would be worse than none.
 */
export async function findManifests(
  root: string,
  { manifests, file: projectFile }: Pick<Project, 'manifests' | 'file'>,
  guard: FileGuard,
  {
    everywhere = false,
    aside = false,
  }: { readonly everywhere?: boolean; readonly aside?: boolean } = {},
): Promise<FoundManifests> {
  const written = manifests ?? [];
  const placed = await placeGlobs(root, written, guard);
  const { leftOut } = placed;
  // Only files that are left out: of all that there are.
  const isDefault = written.every((glob) => glob.startsWith('!'));
  const globs = [
    ...(isDefault ? [everything(root)] : placed.globs),
    ...(everywhere ? [nothing(root)] : []),
  ];
  const files = new Set(placed.files.keys());
  const passedOver = new Map<string, PassedOver>();
  const matching = new Set(placed.files.values());
  for (const found of await walkAll(root, globs, guard, aside)) {
    const sorted = sortFiles(root, found, aside);
    for (const index of sorted.matching) matching.add(index);
    for (const file of sorted.files) files.add(file);
    for (const each of sorted.passedOver) passedOver.set(each.file, each);
  }
  for (const file of await listBeside(root)) {
    const each = { file, reason: null, mayBeForeign: true, isBeside: true } as const;
    if (!passedOver.has(file)) passedOver.set(file, each);
  }
  const isOurs = (file: string) => file !== projectFile && !leftOut.has(file);
  const unmatched = new Set(globs.map(({ index }) => index).filter((index) => index >= 0));
  for (const index of matching) unmatched.delete(index);
  return {
    files: [...files].filter(isOurs).sort(compareText),
    passedOver: [...passedOver.values()]
      .filter(({ file }) => isOurs(file) && !files.has(file))
      .sort((a, b) => compareText(a.file, b.file)),
    leftOut,
    problems: [
      ...placed.problems,
      ...[...unmatched].map((index) => ({ index, problem: 'matches-nothing' as const })),
    ].sort((a, b) => a.index - b.index),
  };
}

/** The YAML files of a folder, and of the folders in it that hold no project of their own. */
async function listBeside(root: string): Promise<readonly string[]> {
  const list = (folder: string) => readdir(folder).catch(() => []);
  const entries = await list(root);
  const folders = entries.filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules',
  );
  const inside = await Promise.all(
    folders.map(async ({ name: folder }) => {
      const names = (await list(join(root, folder))).map(({ name }) => name);
      return names.includes(projectFileName) ? [] : names.map((name) => `${folder}/${name}`);
    }),
  );
  return [...entries.map(({ name }) => name), ...inside.flat()].filter(isYamlName);
}

/** What is read where no glob says it: every YAML file that is not hidden. */
function everything(root: string): PlacedGlob {
  const matches = (path: readonly string[]) => {
    const name = path.at(-1) ?? '';
    return isYamlName(name) && !name.startsWith('.');
  };
  return { index: -1, folder: root, matches, findsHidden: false };
}

/** Looks through a folder, and reads none of it. */
function nothing(root: string): PlacedGlob {
  return { index: -1, folder: root, matches: () => false, findsHidden: false };
}

function isYamlName(path: string): boolean {
  return /\.ya?ml$/iu.test(path);
}

/** A folder with all that is below it, and the globs that look for something there. */
interface Searched {
  readonly folder: string;
  readonly globs: readonly PlacedGlob[];
  readonly walked: WalkedFolder;
}

/** Each folder is walked once, with the folders in it that other globs name. */
async function walkAll(
  root: string,
  globs: readonly PlacedGlob[],
  guard: FileGuard,
  showAside: boolean,
): Promise<readonly Searched[]> {
  const groups: { readonly folder: string; readonly globs: PlacedGlob[] }[] = [];
  const shortestFirst = [...globs].sort((a, b) => a.folder.length - b.folder.length);
  for (const glob of shortestFirst) {
    const group = groups.find(({ folder }) => isReached(folder, glob.folder));
    if (group) group.globs.push(glob);
    else groups.push({ folder: glob.folder, globs: [glob] });
  }
  const searched: Searched[] = [];
  for (const group of groups) {
    const { folder } = group;
    const findsHidden = group.globs.some((glob) => glob.findsHidden);
    const showHidden = findsHidden || !isInside(folder, root);
    const walked = await walkFolder(folder, guard, { showHidden, showAside });
    searched.push({ ...group, walked });
  }
  return searched;
}

/** Whether a walk through a folder reaches another one; hidden folders are left out. */
function isReached(folder: string, other: string): boolean {
  if (!isInside(folder, other)) return false;
  const names = nameFrom(folder, other).split('/');
  return !names.some((name) => name.startsWith('.') || name === 'node_modules');
}

type SortedFiles = Pick<FoundManifests, 'files' | 'passedOver'> & {
  readonly matching: ReadonlySet<number>;
};

function sortFiles(
  root: string,
  { folder, globs, walked }: Searched,
  showAside: boolean,
): SortedFiles {
  const files: string[] = [];
  const passedOver: PassedOver[] = [];
  const matching = new Set<number>();
  const below = globs.map((glob) => ({
    ...glob,
    start: namesOf(nameFrom(folder, glob.folder)),
    isWide: isInside(glob.folder, root),
  }));
  const isOfOther = findOtherProjects(root, folder, [...walked.files, ...walked.aside]);
  for (const path of walked.files) {
    const names = namesOf(path);
    const around = below.filter(({ start }) => start.every((name, at) => name === names[at]));
    const by = around.filter(({ start, matches }) => matches(names.slice(start.length)));
    for (const { index } of by) matching.add(index);
    const file = nameFrom(root, join(folder, path));
    if (by.length > 0) files.push(file);
    else if (isYamlName(path) && !isOfOther(path)) {
      const mayBeForeign = around.every(({ isWide }) => isWide);
      const isAside = mayBeForeign && isInHiddenFolder(names);
      if (showAside || !isAside) passedOver.push({ file, reason: null, mayBeForeign });
    }
  }
  const passedBy = [
    ...walked.aside.filter(isYamlName).map((path) => ({ path, reason: null, mayBeForeign: true })),
    ...walked.links.map((link) => ({ ...link, mayBeForeign: false })),
  ];
  for (const { path, ...rest } of passedBy.filter((each) => !isOfOther(each.path))) {
    passedOver.push({ file: nameFrom(root, join(folder, path)), ...rest });
  }
  return { files, passedOver, matching };
}

function isInHiddenFolder(names: readonly string[]): boolean {
  return names.slice(0, -1).some((name) => name.startsWith('.'));
}

function namesOf(path: string): readonly string[] {
  return path === '' ? [] : path.split('/');
}

/** Says which paths are in a folder with a project file of its own: they are none of our business. */
function findOtherProjects(
  root: string,
  folder: string,
  files: readonly string[],
): (path: string) => boolean {
  const own = isInside(folder, root) ? nameFrom(folder, root) : null;
  const projects = new Set(
    files.filter((file) => file.split('/').at(-1) === projectFileName).map((file) => dirname(file)),
  );
  return (path) => {
    for (let at = dirname(path); ; at = dirname(at)) {
      if (at === (own === '' ? '.' : own)) return false;
      if (projects.has(at)) return true;
      if (at === '.') return false;
    }
  };
}
