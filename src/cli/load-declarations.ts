/** From files to checked declarations: what validate, plan and apply have in common. */
import { type Diagnostic, hasErrors, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import { findUnusedVariables } from '../manifest/find-unused-variables.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { readMembers } from '../members/read-members.ts';
import type { Declaration } from '../model/declaration.ts';
import type { Project } from '../model/project.ts';
import type { SisterProject } from '../model/sister-project.ts';
import {
  type ValidationOptions,
  validateDeclarations,
} from '../validation/validate-declarations.ts';
import { dropConsequences } from '../yaml-source/drop-consequences.ts';
import type { CommandContext } from './command-context.ts';
import { type FoundProject, findProject } from './load-project.ts';
import { LocatedError } from './located-error.ts';
import { warnOfUnread } from './warn-of-unread.ts';

export interface FoundDeclarations extends Omit<FoundProject, 'manifests'> {
  readonly declarations: readonly Declaration[];
  /** The names behind every `${var.NAME}` of the manifests. */
  readonly usedVariables: ReadonlySet<string>;
  /** Other projects of the repository, where something may be deleted that they declare. */
  readonly sisters: readonly SisterProject[];
}

export interface LoadedDeclarations extends FoundDeclarations {
  readonly project: Project;
}

/** Everything that can be read of one environment, with every finding but the warnings that the project ignores. */
async function findDeclarations(
  context: Pick<CommandContext, 'options'>,
  checks: ValidationOptions,
  environment: string | null,
): Promise<FoundDeclarations> {
  return addUnused(await findEnvironment(context, checks, environment));
}

/** With what one environment alone can tell about unused variables. */
export function addUnused(found: FoundDeclarations): FoundDeclarations {
  const { project } = found;
  if (project === null) return found;
  const unused = findUnusedVariables([{ ...found, project }], false);
  return {
    ...found,
    diagnostics: sortDiagnostics([...found.diagnostics, ...unused].filter(isShown(project))),
  };
}

/** The same without a word on unused variables, which one environment alone may not be able to tell. */
export async function findEnvironment(
  context: Pick<CommandContext, 'options'>,
  checks: ValidationOptions,
  environment: string | null,
): Promise<FoundDeclarations> {
  const found = await findProject(context, environment);
  const { project } = found;
  if (project === null) {
    return { ...found, declarations: [], usedVariables: new Set(), sisters: [] };
  }
  const { value: declarations, ...read } = readManifests(found.manifests, project);
  const sisters = await findSisters(context, { ...found, project, declarations });
  const findings = dropConsequences([
    ...found.diagnostics,
    ...read.diagnostics,
    ...validateDeclarations(declarations, project, { sisters, ...checks }),
    ...declarations.flatMap((declaration) => readMembers(declaration).diagnostics),
  ]);
  const unread =
    declarations.length === 0 && !hasErrors(findings)
      ? await warnOfUnread(project, found.folder, found.manifests)
      : { diagnostics: [], sources: [] };
  return {
    ...found,
    declarations,
    sisters,
    usedVariables: read.usedVariables,
    diagnostics: sortDiagnostics([...findings, ...unread.diagnostics].filter(isShown(project))),
    sources: [...found.sources, ...unread.sources],
  };
}

/** Looked for only where something may be deleted or replaced, or is missing since a base. */
async function findSisters(
  { options }: Pick<CommandContext, 'options'>,
  found: FoundProject & Pick<LoadedDeclarations, 'project' | 'declarations'>,
): Promise<readonly SisterProject[]> {
  const { project, declarations, folder, manifests } = found;
  const base = options.text('base');
  const isNeeded =
    project.prune !== 'off' ||
    base !== null ||
    options.flag('allow-replace') ||
    declarations.some(({ state, allowReplace }) => state === 'absent' || allowReplace);
  if (!isNeeded) return [];
  const { readSisters } = await import('./read-sisters.ts');
  return readSisters(project, folder, manifests, base);
}

/**
 * For plan and apply, which can do nothing without a project, and for which the remote
 * says what exists undeclared. Throws a LocatedError.
 *
 * @param environment `--env` unless given.
 */
export async function loadDeclarations(
  context: Pick<CommandContext, 'options'>,
  environment: string | null = context.options.text('env'),
): Promise<LoadedDeclarations> {
  // A plan says itself what it refuses for the sake of other projects.
  const checks = { undeclaredReferences: false, sisters: [] };
  const found = await findDeclarations(context, checks, environment);
  const { project, diagnostics } = found;
  if (project === null) throw new LocatedError(diagnostics, found);
  return { ...found, project };
}

/** `ignore` hides warnings; an error is never hidden. */
export function isShown({ ignore }: Pick<Project, 'ignore'>): (finding: Diagnostic) => boolean {
  return ({ severity, code }) => severity === 'error' || !ignore.includes(code);
}
