/** From a folder to a project and the texts of its manifests: the only place that reads them from disk. */
import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic, Found } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import { projectFileName } from '../model/project-file-name.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { NamedEnvironment } from '../project/choose-environment.ts';
import { readProject } from '../project/read-project.ts';
import { createLinkCheck } from './create-link-check.ts';
import { diagnoseGlobs } from './diagnose-globs.ts';
import { type FoundManifests, findAllYamlFiles, findByGlobs } from './find-manifests.ts';
import { explainUnreadable, type ReadText, readTextFile } from './read-text-file.ts';

/** How many files are open at once. */
const maxOpenFiles = 64;

export interface ProjectFiles {
  /** Null when the project file is missing or says too little to go on. */
  readonly project: Project | null;
  /** The manifests, sorted by path. */
  readonly files: readonly SourceFile[];
  /** The project file's own text, for excerpts. */
  readonly projectSource: SourceFile | null;
  /** All environments that the project file has, whichever is chosen. */
  readonly environments: readonly NamedEnvironment[];
  /** The project folder, absolute: what every path in manifests and findings is relative to. */
  readonly root: string;
}

/**
 * Finds and reads a project: `audiencectl.yaml` in `cwd`, or `projectFile` relative to it.
 * Nothing is thrown for what users do; the findings say it.
 */
export async function readProjectFiles(options: {
  readonly cwd: string;
  readonly projectFile?: string;
  /** The environment to read it for. */
  readonly environment?: string | null;
  /** Variables by name, over those of the file. */
  readonly vars?: Readonly<Record<string, string>>;
}): Promise<Found<ProjectFiles>> {
  const path = resolve(options.cwd, options.projectFile ?? projectFileName);
  const root = dirname(path);
  const checkLink = await createLinkCheck(root);
  const source = await readChecked(path, basename(path), checkLink);
  if (source.value === null) {
    const above = options.projectFile === undefined ? await findProjectAbove(root) : null;
    const diagnostics = source.diagnostics.map((diagnostic) => explainMissing(diagnostic, above));
    const value = { project: null, files: [], projectSource: null, environments: [], root };
    return { value, diagnostics };
  }
  const { environment = null, vars = {} } = options;
  const found = readProject(source.value, { folderName: basename(root), environment, vars });
  const { environments } = found;
  const base = { project: found.value, projectSource: source.value, environments, root };
  if (found.value === null) {
    return { value: { ...base, files: [] }, diagnostics: found.diagnostics };
  }
  const manifests = await readManifestFiles(root, found.value, checkLink, {
    ...source.value,
    identity: source.identity,
  });
  return {
    value: { ...base, files: manifests.value },
    diagnostics: [...found.diagnostics, ...manifests.diagnostics],
  };
}

type LinkCheck = Awaited<ReturnType<typeof createLinkCheck>>;

async function readChecked(path: string, file: string, check: LinkCheck): Promise<ReadText> {
  const problem = await check(path, file);
  if (problem === null) return readTextFile(path, file);
  return { value: null, diagnostics: [problem], identity: null };
}

async function readManifestFiles(
  root: string,
  project: Project,
  checkLink: LinkCheck,
  source: SourceFile & { readonly identity: string | null },
): Promise<Found<readonly SourceFile[]>> {
  let found: FoundManifests;
  try {
    found = await findManifests(root, project);
  } catch (error) {
    // Half of the manifests would be worse than none: what they leave out may be deleted.
    return { value: [], diagnostics: [explainUnreadable(project.file, error)] };
  }
  // The project file is no manifest, even where a glob matches it.
  const names = found.files.filter((file) => file !== project.file);
  const diagnostics = [...diagnoseGlobs(project, source, { ...found, files: names })];
  const files: SourceFile[] = [];
  const known = new Set<string | null>([source.identity]);
  for (let at = 0; at < names.length; at += maxOpenFiles) {
    const some = names.slice(at, at + maxOpenFiles);
    for (const read of await Promise.all(
      some.map((file) => readChecked(resolve(root, file), file, checkLink)),
    )) {
      diagnostics.push(...read.diagnostics);
      // Links may lead to one file several times; it is one manifest all the same.
      if (read.value === null || known.has(read.identity)) continue;
      known.add(read.identity);
      files.push(read.value);
    }
  }
  return { value: files, diagnostics };
}

async function findManifests(root: string, { manifests }: Project): Promise<FoundManifests> {
  if (manifests !== null) return findByGlobs(root, manifests);
  return { files: await findAllYamlFiles(root), problems: [] };
}

/** The way up to the nearest folder with a project file, such as `../..`; null where there is none. */
async function findProjectAbove(root: string): Promise<string | null> {
  for (let folder = dirname(root), way = '..'; ; folder = dirname(folder), way = `${way}/..`) {
    const found = await stat(join(folder, projectFileName)).catch(() => null);
    if (found?.isFile()) return way;
    if (dirname(folder) === folder) return null;
  }
}

function explainMissing(diagnostic: Diagnostic, above: string | null): Diagnostic {
  if (diagnostic.code !== 'file-not-found') return diagnostic;
  return {
    ...diagnostic,
    code: 'project-not-found',
    message: 'there is no project file here',
    hint:
      above === null
        ? 'Go to its folder, name it with --project FILE, or write one with audiencectl init.'
        : `There is ${above}/${projectFileName}: give -C ${above}, or go there.`,
  };
}
