/** From a folder to a project and the texts of its manifests: the only place that reads them from disk. */
import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic, Found } from '../diagnostics/diagnostic.ts';
import { explainUnreadable } from '../disk/explain-unreadable.ts';
import { readdir, stat } from '../disk/local-files.ts';
import { projectFileName } from '../model/files/project-file-name.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import type { Project } from '../model/project.ts';
import type { NamedEnvironment } from '../project/choose-environment.ts';
import { readProject } from '../project/read-project.ts';
import { createFileGuard, explainGuarded, type FileGuard } from './create-file-guard.ts';
import { diagnoseGlobs } from './diagnose-globs.ts';
import { diagnosePassedOver } from './diagnose-passed-over.ts';
import { type FoundManifests, findManifests } from './find-manifests.ts';
import { findRulesLeftOut } from './find-rules-left-out.ts';
import { atTop, type ReadText, readTextFile } from './read-text-file.ts';

export interface ProjectFiles {
  /** Null when the project file is missing or says too little to go on. */
  readonly project: Project | null;
  /** The manifests, sorted by path. */
  readonly files: readonly SourceFile[];
  /** The project file's own text, for excerpts. */
  readonly projectSource: SourceFile | null;
  /** The texts of files that are not read and that findings point into. */
  readonly unreadSources: readonly SourceFile[];
  /** All environments of the project file, not only the chosen one. */
  readonly environments: readonly NamedEnvironment[];
  /** The project folder, absolute: what every path in manifests and findings is relative to. */
  readonly root: string;
}

export interface ProjectFilesOptions {
  readonly cwd: string;
  readonly projectFile?: string;
  /** The environment to read it for. */
  readonly environment?: string | null;
  /** Variables by name, over those of the file. */
  readonly vars?: Readonly<Record<string, string>>;
  /** The folder that `--base` names: it may be in the tool's own folder. */
  readonly base?: string;
}

/**
 * Finds and reads a project: `audiencectl.yaml` in `cwd`, or `projectFile` relative to it.
 * Nothing is thrown for what users do; the findings say it.
 */
export async function readProjectFiles(options: ProjectFilesOptions): Promise<Found<ProjectFiles>> {
  const { value: listed, diagnostics } = await listProjectFiles(options);
  const { project, projectSource, environments, root, found, guard } = listed;
  const value = { project, projectSource, environments, root, files: [], unreadSources: [] };
  if (project === null || projectSource === null || found === null) return { value, diagnostics };
  const { files, known, ...read } = await readManifestFiles(found.files, listed);
  const context = { root, project, guard, known };
  const unread = await diagnosePassedOver(found.passedOver, context);
  const left = await findRulesLeftOut(project, projectSource, { root, guard, files: found.files });
  // A file that must be read is not said to be one that may be left out.
  const needed = new Set(left.sources.map(({ file }) => file));
  const passedOver = unread.diagnostics.filter(({ source }) => !needed.has(source?.file ?? ''));
  return {
    value: { ...value, files, unreadSources: [...unread.sources, ...left.sources] },
    diagnostics: [...diagnostics, ...read.diagnostics, ...passedOver, ...left.diagnostics],
  };
}

/** A project whose manifests are found and not read yet. */
export interface ListedProject
  extends Pick<ProjectFiles, 'project' | 'projectSource' | 'environments' | 'root'> {
  /** Null where there is no project, or where a folder of it cannot be read. */
  readonly found: FoundManifests | null;
  readonly guard: FileGuard;
  /** The same for every path that leads to the project file. */
  readonly identity: string | null;
}

export async function listProjectFiles({
  cwd,
  projectFile,
  environment = null,
  vars = {},
  base,
}: ProjectFilesOptions): Promise<Found<ListedProject>> {
  const path = resolve(cwd, projectFile ?? projectFileName);
  const root = dirname(path);
  const guard = await createFileGuard(root, base === undefined ? null : resolve(base));
  const source = await readGuarded(path, basename(path), guard);
  const { value: projectSource, identity } = source;
  const listed = { project: null, projectSource, environments: [], root, found: null, guard };
  if (projectSource === null) {
    const isDefault = projectFile === undefined;
    const above = isDefault ? await findProjectAbove(root) : null;
    const near = isDefault ? await findMisnamed(root) : null;
    const diagnostics = source.diagnostics.map((each) => explainMissing(each, near, above));
    return { value: { ...listed, identity }, diagnostics };
  }
  const read = readProject(projectSource, { folderName: basename(root), environment, vars });
  const { value: project, environments } = read;
  const value = { ...listed, identity, project, environments };
  if (project === null) return { value, diagnostics: read.diagnostics };
  try {
    const found = await findManifests(root, project, guard, { aside: project.prune !== 'off' });
    const problems = diagnoseGlobs(project, projectSource, found);
    return { value: { ...value, found }, diagnostics: [...read.diagnostics, ...problems] };
  } catch (error) {
    // Half of the manifests would be worse than none: what they leave out may be deleted.
    const problem = atTop(project.file, explainUnreadable(error));
    return { value, diagnostics: [...read.diagnostics, problem] };
  }
}

async function readGuarded(path: string, file: string, guard: FileGuard): Promise<ReadText> {
  const reason = await guard(path);
  if (reason === null) return readTextFile(path, file);
  return { value: null, diagnostics: [explainGuarded(reason, file)], identity: null };
}

async function readManifestFiles(
  names: readonly string[],
  { root, guard, identity }: Pick<ListedProject, 'root' | 'guard' | 'identity'>,
) {
  const diagnostics: Diagnostic[] = [];
  const files: SourceFile[] = [];
  // The project file is no manifest, even if a glob finds it by another name.
  const known = new Set<string | null>([identity]);
  for (const file of names) {
    const read = await readGuarded(resolve(root, file), file, guard);
    diagnostics.push(...read.diagnostics);
    // Links may lead to one file several times; it is one manifest all the same.
    if (read.value === null || known.has(read.identity)) continue;
    known.add(read.identity);
    files.push(read.value);
  }
  return { files, known, diagnostics };
}

/** The way up to the nearest folder with a project file, such as `../..`; null where there is none. */
async function findProjectAbove(root: string): Promise<string | null> {
  for (let folder = dirname(root), way = '..'; ; folder = dirname(folder), way = `${way}/..`) {
    const found = await stat(join(folder, projectFileName)).catch(() => null);
    if (found?.isFile()) return way;
    if (dirname(folder) === folder) return null;
  }
}

/** A file that was meant to be the project file: with the other ending, or with other letters. */
async function findMisnamed(root: string): Promise<string | null> {
  const entries = await readdir(root).catch(() => []);
  return entries.find(({ name }) => /^\.?audiencectl\.ya?ml$/iu.test(name))?.name ?? null;
}

function explainMissing(
  diagnostic: Diagnostic,
  near: string | null,
  above: string | null,
): Diagnostic {
  if (diagnostic.code !== 'file-not-found') return diagnostic;
  return {
    ...diagnostic,
    code: 'project-not-found',
    message: 'there is no project file here',
    hint: hintForMissing(near, above),
  };
}

function hintForMissing(near: string | null, above: string | null): string {
  if (near !== null) return `Rename ${near} to ${projectFileName}, or give --project ${near}.`;
  return above === null
    ? 'Run the command in the project folder, give --project FILE, or start a project with audiencectl init.'
    : `Give -C ${above}, or go there: it contains ${above}/${projectFileName}.`;
}
