/** Which projects read a file: the projects of a repository and those of a run, each looked at once. */
import { basename, dirname, join, resolve } from 'node:path';
import type { Found } from '../../../diagnostics/diagnostic.ts';
import { realpath } from '../../../disk/local-files.ts';
import { findProjectFiles } from '../../../files/find-project-files.ts';
import { findRepository, isInside } from '../../../files/find-repository.ts';
import { nameFrom } from '../../../files/name-from.ts';
import { type ListedProject, listProjectFiles } from '../../../files/read-project-files.ts';
import { isManifestPath } from '../../../model/files/is-manifest-path.ts';
import { projectFileName } from '../../../model/files/project-file-name.ts';
import type { Project } from '../../../model/project.ts';
import { isUnclear, mentionsPlatform } from './is-unclear.ts';
import { type FolderLink, linkedNames, readFolderLinks } from './linked-names.ts';

/** A project that reads something. */
export interface Reader {
  /** Its project file, absolute. */
  readonly projectFile: string;
  /** The same for every path that leads to this project. */
  readonly identity: string;
  /** Its folder, with all links followed. */
  readonly folder: string;
}

export interface ReaderIndex {
  /**
   * @param repository the one to look through, absolute.
   * @param path a manifest, absolute.
   */
  readonly readersOf: (repository: string, path: string) => Promise<readonly Reader[]>;
  /** The same for a file that is not there yet. */
  readonly readersOfNew: (repository: string) => Promise<(path: string) => readonly Reader[]>;
  /** Those whose project file has errors, so that they may read any file. */
  readonly unclear: (repository: string) => Promise<readonly Reader[]>;
  /** The manifests of the projects of the run, with all links followed; absolute. */
  readonly filesOfRun: () => Promise<readonly string[]>;
}

export interface ReaderIndexOptions {
  /** Folders that are no part of a repository, such as a checkout of an earlier commit; absolute. */
  readonly skip: readonly string[];
  /** The project files of the run, wherever they are; absolute. */
  readonly ofRun: readonly string[];
  /** `--var`, which may be part of the globs of these. */
  readonly vars: Readonly<Record<string, string>>;
}

/** One environment of a project. */
interface ReadPart {
  readonly root: string;
  readonly project: Project;
}

interface ReadProject extends Reader {
  /** With all links followed. */
  readonly files: readonly string[];
  readonly parts: readonly ReadPart[];
  readonly isUnclear: boolean;
}

interface Readers {
  readonly all: readonly ReadProject[];
  readonly byFile: ReadonlyMap<string, readonly ReadProject[]>;
  readonly links: readonly FolderLink[];
}

export function createReaderIndex({ skip, ofRun, vars }: ReaderIndexOptions): ReaderIndex {
  const isOfRun = new Set(ofRun);
  const known = new Map<string, Promise<Readers>>();
  const once = (key: string, read: () => Promise<Readers>) => {
    const found = known.get(key) ?? read();
    known.set(key, found);
    return found;
  };
  const readRun = () => once('', () => readAll(ofRun, [{}, vars], []));
  const readRepository = (repository: string) =>
    once(repository, async () => {
      const { files, links } = await findProjectFiles(repository, { skip, known: new Set() });
      return readAll(
        files.filter((path) => !isOfRun.has(path)),
        [{}],
        links,
      );
    });
  const both = async (repository: string) => [await readRepository(repository), await readRun()];
  return {
    readersOf: async (repository, path) => {
      const real = await realOf(path);
      return (await both(repository)).flatMap(({ byFile }) => byFile.get(real) ?? []);
    },
    readersOfNew: async (repository) => {
      const readers = await both(repository);
      const all = readers.flatMap((each) => each.all);
      const links = readers.flatMap((each) => each.links);
      return (path) => {
        const names = linkedNames(path, links);
        const reads = (part: ReadPart) => names.some((name) => readsNew(part, name));
        return all.filter(({ parts }) => parts.some(reads));
      };
    },
    unclear: async (repository) =>
      (await both(repository)).flatMap(({ all }) => all.filter((each) => each.isUnclear)),
    filesOfRun: async () => [...(await readRun()).byFile.keys()],
  };
}

/**
 * Whether a project of which it is not known what it reads may read a file: one that is not in the folder of the
 * project that asks, or that is in its own.
 *
 * @param own the folder of the project that asks, with all links followed.
 * @param path with all links followed.
 */
export function mayRead({ folder }: Reader, own: string, path: string): boolean {
  return !isInside(own, path) || isInside(folder, path);
}

/** The folder in which projects are looked for that may read the files of one. */
export async function placeOfReaders(folder: string): Promise<string> {
  return (await findRepository(folder)) ?? folder;
}

export async function identityOf(projectFile: string): Promise<string> {
  return `${await realOf(dirname(projectFile))} ${await realOf(projectFile)}`;
}

async function readAll(
  projectFiles: readonly string[],
  variants: readonly Readonly<Record<string, string>>[],
  links: readonly string[],
): Promise<Readers> {
  const all: ReadProject[] = [];
  const byFile = new Map<string, ReadProject[]>();
  for (const projectFile of projectFiles) {
    const project = await readOne(projectFile, variants);
    all.push(project);
    for (const file of project.files) {
      const readers = byFile.get(file) ?? [];
      readers.push(project);
      byFile.set(file, readers);
    }
  }
  return { all, byFile, links: await readFolderLinks(links) };
}

/** In all of its environments. */
async function readOne(
  projectFile: string,
  variants: readonly Readonly<Record<string, string>>[],
): Promise<ReadProject> {
  const files = new Set<string>();
  const parts: ReadPart[] = [];
  let unclear = false;
  for (const vars of variants.filter((each, at) => at === 0 || Object.keys(each).length > 0)) {
    const all = await listEnvironments(projectFile, vars);
    for (const { root, project, found } of all.map(({ value }) => value)) {
      if (project !== null) parts.push({ root, project });
      for (const file of found?.files ?? []) files.add(await realOf(join(root, file)));
    }
    // The last are the variables of the run.
    unclear = all.some((each) => isUnclear(each) && isOurs(each.value));
  }
  return {
    ...{ projectFile, parts, isUnclear: unclear },
    identity: await identityOf(projectFile),
    folder: await realOf(dirname(projectFile)),
    files: [...files],
  };
}

async function listEnvironments(
  projectFile: string,
  vars: Readonly<Record<string, string>>,
): Promise<readonly Found<ListedProject>[]> {
  const place = { cwd: dirname(projectFile), projectFile: basename(projectFile), vars };
  const first = await listProjectFiles(place);
  const { project, environments } = first.value;
  if (project !== null || environments.length === 0) return [first];
  const all: Found<ListedProject>[] = [];
  for (const { name } of environments)
    all.push(await listProjectFiles({ ...place, environment: name }));
  return all;
}

function isOurs({ root, projectSource }: ListedProject): boolean {
  if (projectSource === null) return true;
  const { file, text } = projectSource;
  return basename(join(root, file)) === projectFileName || mentionsPlatform(text);
}

function readsNew({ root, project }: ReadPart, path: string): boolean {
  return isManifestPath(nameFrom(root, path), project);
}

/** With all links followed. */
export async function realOf(path: string): Promise<string> {
  return realpath(resolve(path)).catch(() => resolve(path));
}
