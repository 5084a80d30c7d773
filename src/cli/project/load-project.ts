/** The project of a run: its file and its manifests' texts, as found from where the command was started. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { readProjectFiles } from '../../files/read-project-files.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import type { Project } from '../../model/project.ts';
import type { NamedEnvironment } from '../../project/choose-environment.ts';
import type { CommandContext } from '../process/command-context.ts';
import { LocatedError } from '../process/located-error.ts';
import { findUnknownIgnored } from './find-unknown-ignored.ts';
import { readVars } from './read-vars.ts';

export interface FoundProject {
  /** Null where errors leave nothing to go on with. */
  readonly project: Project | null;
  /** All environments of the project file. */
  readonly environments: readonly NamedEnvironment[];
  /** The project folder, absolute. */
  readonly folder: string;
  readonly manifests: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** Every text that findings may point into. */
  readonly sources: readonly SourceFile[];
}

type Options = Pick<CommandContext, 'options' | 'among'>;

/** @param environment the one to read it for; `--env` unless given. Throws where `--var` is no KEY=VALUE. */
export async function findProject(
  { options, among }: Options,
  environment: string | null = options.text('env'),
): Promise<FoundProject> {
  const projectFile = options.text('project');
  const { value, diagnostics } = await readProjectFiles({
    cwd: process.cwd(),
    ...(projectFile === null ? {} : { projectFile }),
    environment,
    vars: readVars(options.list('var')),
  });
  const { project, files, projectSource, unreadSources, environments, root } = value;
  if (project !== null) among?.onProject(project.name);
  const unknownIgnored =
    project && projectSource ? await findUnknownIgnored(project, projectSource) : [];
  return {
    project,
    environments,
    folder: root,
    manifests: files,
    diagnostics: [...diagnostics, ...unknownIgnored],
    sources: [...(projectSource ? [projectSource] : []), ...files, ...unreadSources],
  };
}

/** The project alone. Throws a LocatedError when it is missing or wrong. */
export async function loadProject(
  context: Options,
): Promise<Pick<FoundProject, 'folder' | 'sources' | 'manifests'> & { readonly project: Project }> {
  const found = await findProject(context);
  const { project, folder, diagnostics, sources, manifests } = found;
  if (project === null || hasErrors(diagnostics)) throw new LocatedError(diagnostics, found);
  return { project, folder, sources, manifests };
}
