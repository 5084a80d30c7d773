/** The files that no output of a run may overwrite: those that the run reads. */
import { join, resolve } from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { findRepository } from '../../files/find-repository.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { Project } from '../../model/project.ts';
import { loadManifests } from '../../reconciler/load.ts';
import { sourcesIn } from '../members/check-declared-sources.ts';
import type { CheckedSource } from '../members/check-source-in-git.ts';
import { readPlanFile } from '../planning/read-plan-file.ts';
import type { CommandContext } from '../process/command-context.ts';
import { type FoundProject, findProject } from '../project/load-project.ts';
import type { Kept, KeptGlob, KeptPath } from './refuse-outputs.ts';

interface KeptProject {
  readonly project: Pick<Project, 'file' | 'manifests'> | null;
  /** The project folder, absolute. */
  readonly folder: string;
  /** Of the project file and of what is found as a manifest, relative to that folder. */
  readonly sources: readonly { readonly file: string }[];
  readonly declarations: readonly Declaration[];
}

type Options = Pick<CommandContext, 'options'>;

/** @param planFile the plan that is read, where one is. */
async function keptPaths(
  { options }: Options,
  { project, folder, sources, declarations }: KeptProject,
  planFile: string | null = null,
): Promise<Kept> {
  const declared = sourcesIn({ declarations, folder }).flatMap(({ source }) => [
    ...keptSource(source),
    ...keptSource(source.exclude),
  ]);
  const given = [...options.list('source'), ...options.list('exclude-source')];
  const typed = given
    .filter((name) => name !== '-')
    .map((glob) => ({ glob, folder: process.cwd(), is: source }));
  const people = [...declared, ...typed];
  const globs = (project?.manifests ?? []).filter((glob) => !glob.startsWith('!'));
  const base = options.text('base');
  const repository = await findRepository(folder);
  return {
    files: [
      ...sources.map(({ file }) => ({
        path: resolve(folder, file),
        is: file === project?.file ? 'the project file' : 'a manifest',
      })),
      ...named(planFile, 'the plan that is read'),
      ...named(options.text('snapshot'), 'the snapshot that is read'),
      ...named(options.text('data'), 'the data of the sandbox'),
      ...['sandbox.json', 'sandbox.json.members', '.gitignore'].map((name) => ({
        path: join(folder, '.audiencectl', name),
        is: 'a file of audiencectl itself',
      })),
      ...people.map(({ glob, folder: place, is }) => ({ path: resolve(place, glob), is })),
    ],
    // Other runs may well use the one of the project.
    folders: [options.text('ledger'), join(folder, '.audiencectl/ledger')]
      .filter((path) => path !== null)
      .map((path) => ({ path, is: 'in the folder of the ledgers' })),
    globs: [...people, ...globs.map((glob) => ({ glob, folder, is: 'a manifest' }))],
    yamlIn: [
      folder,
      ...(repository === null ? [] : [repository]),
      ...(base === null ? [] : [resolve(base)]),
    ],
  };
}

const source = 'a source of members';

function named(path: string | null, is: string): readonly KeptPath[] {
  return path === null || path === '-' ? [] : [{ path, is }];
}

function keptSource(files: Pick<CheckedSource['source'], 'places'> | null): readonly KeptGlob[] {
  return (files?.places ?? [])
    .filter(({ name }) => name !== '-')
    .map(({ name, folder }) => ({ glob: name, folder, is: source }));
}

/**
 * The files that a command will read, found before it reads them. The command itself reports their errors.
 *
 * @param planFile the plan that is read, where one is: it says which environment is meant.
 */
export async function keptBy(context: Options, planFile: string | null = null): Promise<Kept> {
  const chosen = context.options.text('env');
  const environment = chosen ?? (planFile === null ? null : await environmentOf(planFile));
  const { manifests, diagnostics, ...found } = await findAnyhow(context, environment);
  const { project } = found;
  // Few manifests name sources of members; the others need not be parsed.
  const filling = manifests.filter(({ text }) => text.includes('source'));
  const declarations =
    project === null ? [] : loadManifests(project, filling, diagnostics).declarations;
  return keptPaths(context, { ...found, declarations }, planFile);
}

/** A `--var` that is none leaves the files where they are. */
async function findAnyhow(context: Options, environment: string | null): Promise<FoundProject> {
  try {
    return await findProject(context, environment);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const { options } = context;
    const list: typeof options.list = (name) => (name === 'var' ? [] : options.list(name));
    return findProject({ options: { ...options, list } }, environment);
  }
}

async function environmentOf(planFile: string): Promise<string | null> {
  try {
    return (await readPlanFile(planFile)).project.environment;
  } catch (error) {
    if (error instanceof DiagnosticError) return null;
    throw error;
  }
}
