/** From files to checked declarations: what validate, plan and apply have in common. */
import { type Diagnostic, hasErrors } from '../../diagnostics/diagnostic.ts';
import { shareReading } from '../../files/ahead/share-reading.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import { type HouseRules, noHouseRules } from '../../model/house-rule.ts';
import type { SisterProject } from '../../model/sister-project.ts';
import {
  addFindings,
  type Checked,
  check,
  checksOfPlan,
  findObstacles,
  type ValidationOptions,
} from '../../reconciler/check.ts';
import { findUnused, type Loaded, loadManifests } from '../../reconciler/load.ts';
import { packageFile } from '../package-file.ts';
import type { CommandContext } from '../process/command-context.ts';
import { LocatedError } from '../process/located-error.ts';
import { type FoundProject, findProject } from './load-project.ts';
import { readSisters } from './read-sisters.ts';
import { readVars } from './read-vars.ts';
import { warnOfUnread } from './warn-of-unread.ts';

export interface FoundDeclarations extends Omit<FoundProject, 'diagnostics'> {
  readonly declarations: readonly Declaration[];
  /** What must always hold of them. */
  readonly houseRules: HouseRules;
  /** The names behind every `${var.NAME}` of the manifests. */
  readonly usedVariables: ReadonlySet<string>;
  /** All that there is to say, but for the warnings that the project ignores. */
  readonly findings: readonly Diagnostic[];
  /** Other projects of the repository, where something may be deleted that they declare. */
  readonly sisters: readonly SisterProject[];
}

/** Declarations of a project, as the reconciler plans from them, and where they lie. */
export interface LoadedDeclarations extends Omit<FoundDeclarations, 'project'>, Checked {
  readonly houseRules: FoundDeclarations['houseRules'];
  readonly sisters: FoundDeclarations['sisters'];
}

/** With findings about unused variables, which only a single environment can prove. */
export function addUnused(found: FoundDeclarations): FoundDeclarations {
  const { project } = found;
  if (project === null) return found;
  return addFindings(found, findUnused([{ ...found, project }], false));
}

/** Everything that can be read of one environment, without findings about unused variables. */
export async function findEnvironment(
  context: Pick<CommandContext, 'options' | 'among'>,
  checks: ValidationOptions,
  environment: string | null,
): Promise<FoundDeclarations> {
  const { diagnostics, manifests, ...found } = await findProject(context, environment);
  const { project } = found;
  if (project === null) {
    const nothing = { declarations: [], usedVariables: new Set<string>(), sisters: [] };
    return { ...found, ...nothing, manifests, houseRules: noHouseRules, findings: diagnostics };
  }
  const reading = shareReading(manifests, packageFile('dist/bin/read-in-thread.js'));
  const loaded = loadManifests(project, manifests, diagnostics, reading.findAhead);
  reading.end();
  const sisters = await readOthers(context, found.folder, manifests, loaded);
  const { declarations, houseRules, usedVariables } = loaded;
  const { findings } = check({ ...loaded, sisters }, checks);
  const texts = { ...found, manifests };
  const read = { ...texts, declarations, houseRules, usedVariables, findings, sisters };
  if (declarations.length > 0 || hasErrors(findings)) return read;
  const known = new Set([...filesNotRead(findings), ...manifests.map(({ file }) => file)]);
  const unread = await warnOfUnread(project, found.folder, known);
  return addFindings(
    { ...read, sources: [...read.sources, ...unread.sources] },
    unread.diagnostics,
  );
}

/** The other projects of the repository. */
function readOthers(
  { options, among }: Pick<CommandContext, 'options' | 'among'>,
  folder: string,
  manifests: readonly SourceFile[],
  { project }: Loaded,
): Promise<readonly SisterProject[]> {
  // Else what an earlier project took is on the disk.
  const unwritten = options.flag('check') ? among?.unwritten : undefined;
  const base = options.text('base');
  return readSisters(project, folder, manifests, base, { index: among?.index, unwritten });
}

/** The files that a finding reports as not read. */
function filesNotRead(findings: readonly Diagnostic[]): ReadonlySet<string> {
  const notRead = findings.filter(({ code }) => code === 'manifest-not-read');
  return new Set(notRead.flatMap(({ source }) => source?.file ?? []));
}

/**
 * For plan and apply, which can do nothing without a project, and for which the remote
 * says what exists undeclared. Throws a LocatedError.
 *
 * @param environment `--env` unless given.
 */
export async function loadDeclarations(
  context: Pick<CommandContext, 'options' | 'among'>,
  environment: string | null = context.options.text('env'),
): Promise<LoadedDeclarations> {
  const found = addUnused(await findEnvironment(context, checksOfPlan, environment));
  const { project, findings, folder } = found;
  if (project === null) throw new LocatedError(findings, found);
  const base = context.options.text('base');
  const loaded = { ...found, project, diagnostics: findings };
  if (base === null) return loaded;
  const { compareWithBase } = await import('./compare-with-base.ts');
  const vars = readVars(context.options.list('var'));
  const unread = await compareWithBase(base, project, {
    cwd: folder,
    vars,
    notRead: filesNotRead(findings),
  });
  const compared = addFindings(loaded, unread);
  return { ...compared, diagnostics: compared.findings };
}

/** Throws a LocatedError where the manifests hold errors, so that nothing is read or sent for them. */
export function refuseErrors(manifests: LoadedDeclarations): void {
  const obstacles = findObstacles(manifests);
  if (obstacles.length > 0) throw new LocatedError(obstacles, manifests);
}
