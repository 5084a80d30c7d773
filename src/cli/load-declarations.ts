/** From files to checked declarations: what validate, plan and apply have in common. */
import { type Diagnostic, hasErrors, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import { findUnusedVariables } from '../manifest/find-unused-variables.ts';
import type { Declaration } from '../model/declaration.ts';
import { type Checked, check, findObstacles, loadManifests, shownIn } from '../reconciler.ts';
import type { ValidationOptions } from '../validation/validate-declarations.ts';
import type { CommandContext } from './command-context.ts';
import { type FoundProject, findProject } from './load-project.ts';
import { LocatedError } from './located-error.ts';
import { warnOfUnread } from './warn-of-unread.ts';

export interface FoundDeclarations extends Omit<FoundProject, 'manifests' | 'diagnostics'> {
  readonly declarations: readonly Declaration[];
  /** The names behind every `${var.NAME}` of the manifests. */
  readonly usedVariables: ReadonlySet<string>;
  /** All that there is to say, but for the warnings that the project ignores. */
  readonly findings: readonly Diagnostic[];
}

/** Declarations of a project, as the reconciler plans from them, and where they lie. */
export interface LoadedDeclarations extends Omit<FoundDeclarations, 'project'>, Checked {}

/** With what one environment alone can tell about unused variables. */
export function addUnused(found: FoundDeclarations): FoundDeclarations {
  const { project } = found;
  if (project === null) return found;
  return withFindings(found, findUnusedVariables([{ ...found, project }], false));
}

/** With further findings, in their place among the others. */
export function withFindings<Found extends FoundDeclarations>(
  found: Found,
  more: readonly Diagnostic[],
): Found {
  if (more.length === 0) return found;
  const findings = sortDiagnostics([...found.findings, ...more]);
  return { ...found, findings: shownIn(found.project ?? { ignore: [] }, findings) };
}

/** Everything that can be read of one environment, without a word on unused variables, which it may not be able to tell. */
export async function findEnvironment(
  context: Pick<CommandContext, 'options'>,
  checks: ValidationOptions,
  environment: string | null,
): Promise<FoundDeclarations> {
  const { diagnostics, manifests, ...found } = await findProject(context, environment);
  const { project } = found;
  if (project === null) {
    return { ...found, declarations: [], usedVariables: new Set(), findings: diagnostics };
  }
  const { declarations, usedVariables, findings } = check(
    loadManifests(project, manifests, diagnostics),
    checks,
  );
  const read = { ...found, declarations, usedVariables, findings };
  if (declarations.length > 0 || hasErrors(findings)) return read;
  const unread = await warnOfUnread(project, found.folder, manifests);
  return withFindings(
    { ...read, sources: [...read.sources, ...unread.sources] },
    unread.diagnostics,
  );
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
  const found = addUnused(
    await findEnvironment(context, { undeclaredReferences: false }, environment),
  );
  const { project, findings } = found;
  if (project === null) throw new LocatedError(findings, found);
  return { ...found, project, diagnostics: findings };
}

/** Throws a LocatedError where the manifests hold errors, so that nothing is read or sent for them. */
export function refuseErrors(manifests: LoadedDeclarations): void {
  const obstacles = findObstacles(manifests);
  if (obstacles.length > 0) throw new LocatedError(obstacles, manifests);
}
