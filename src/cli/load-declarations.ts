/** From files to checked declarations: what validate, plan and apply have in common. */
import { type Diagnostic, hasErrors, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import { findUnusedVariables } from '../manifest/find-unused-variables.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { readMembers } from '../members/read-members.ts';
import type { Declaration } from '../model/declaration.ts';
import type { Project } from '../model/project.ts';
import {
  type ValidationOptions,
  validateDeclarations,
} from '../validation/validate-declarations.ts';
import { dropConsequences } from '../yaml-source/drop-consequences.ts';
import type { CommandContext } from './command-context.ts';
import { type FoundProject, findProject } from './load-project.ts';
import { LocatedError } from './located-error.ts';
import { readVars } from './read-vars.ts';
import { warnOfUnread } from './warn-of-unread.ts';

export interface FoundDeclarations extends Omit<FoundProject, 'manifests'> {
  readonly declarations: readonly Declaration[];
  /** The names behind every `${var.NAME}` of the manifests. */
  readonly usedVariables: ReadonlySet<string>;
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
  if (project === null) return { ...found, declarations: [], usedVariables: new Set() };
  const { value: declarations, ...read } = readManifests(found.manifests, project);
  const findings = dropConsequences([
    ...found.diagnostics,
    ...read.diagnostics,
    ...validateDeclarations(declarations, project, checks),
    ...declarations.flatMap((declaration) => readMembers(declaration).diagnostics),
  ]);
  const unread =
    declarations.length === 0 && !hasErrors(findings)
      ? await warnOfUnread(project, found.folder, knownFiles(found))
      : { diagnostics: [], sources: [] };
  return {
    ...found,
    declarations,
    usedVariables: read.usedVariables,
    diagnostics: sortDiagnostics([...findings, ...unread.diagnostics].filter(isShown(project))),
    sources: [...found.sources, ...unread.sources],
  };
}

/** The files that are read, and those that a finding says are not. */
function knownFiles(found: Pick<FoundProject, 'manifests' | 'diagnostics'>): ReadonlySet<string> {
  return new Set([...filesNotRead(found), ...found.manifests.map(({ file }) => file)]);
}

/** The files of which a finding says that they are not read. */
function filesNotRead({ diagnostics }: Pick<FoundProject, 'diagnostics'>): ReadonlySet<string> {
  const told = diagnostics.filter(({ code }) => code === 'manifest-not-read');
  return new Set(told.flatMap(({ source }) => source?.file ?? []));
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
  const found = await findDeclarations(context, { undeclaredReferences: false }, environment);
  const { project, diagnostics, folder } = found;
  if (project === null) throw new LocatedError(diagnostics, found);
  const base = context.options.text('base');
  if (base === null) return { ...found, project };
  const { compareWithBase } = await import('./compare-with-base.ts');
  const vars = readVars(context.options.list('var'));
  const here = { cwd: folder, vars, told: filesNotRead(found) };
  const unread = await compareWithBase(base, project, here);
  return { ...found, project, diagnostics: sortDiagnostics([...diagnostics, ...unread]) };
}

/** What no word silences: it would hide the next file that is not read, too. */
const neverHidden = 'manifest-not-read';

/** `ignore` hides warnings; an error is never hidden. */
export function isShown({ ignore }: Pick<Project, 'ignore'>): (finding: Diagnostic) => boolean {
  return ({ severity, code }) =>
    severity === 'error' || code === neverHidden || !ignore.includes(code);
}
