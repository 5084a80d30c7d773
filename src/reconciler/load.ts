/** Texts to declarations. Whether they make sense is for `check` to say. */
import {
  type Diagnostic,
  type Found,
  hasErrors,
  sortDiagnostics,
} from '../diagnostics/diagnostic.ts';
import { findUnusedLabels } from '../manifest/find-unused-labels.ts';
import { findUnusedVariables, type VariableUse } from '../manifest/find-unused-variables.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { readMembers } from '../members/declared/read-members.ts';
import type { Declaration } from '../model/declaration.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import { type HouseRules, joinHouseRules, noHouseRules } from '../model/house-rule.ts';
import type { Project } from '../model/project.ts';
import type { SisterProject } from '../model/sister-project.ts';
import type { ProjectOptions } from '../project/project-options.ts';
import { readProject } from '../project/read-project.ts';
import { leadToVariables } from '../yaml-source/findings/lead-to-variables.ts';
import type { FindAhead } from '../yaml-source/read-ahead.ts';
import { type ProjectTexts, readSister } from './read-sister.ts';
import { shownIn } from './shown-in.ts';

/** A project and what it declares. */
export interface Loaded {
  readonly project: Project;
  readonly declarations: readonly Declaration[];
  /** What was found in the texts. With an error among it, nothing is planned or applied. */
  readonly diagnostics?: readonly Diagnostic[];
  /** What must always hold of it: the rules of its file and of its manifests, and the people they expect. */
  readonly houseRules?: HouseRules;
  /** Other projects of the repository that are bound to the same account: none of theirs is deleted. */
  readonly sisters?: readonly SisterProject[];
}

export interface LoadOptions extends ProjectOptions {
  /** The other projects of the repository, of any account. */
  readonly others?: readonly ProjectTexts[];
}

/** Reads the texts of a project file and its manifests. `null` where nothing can be made of them. */
export function load(
  projectFile: SourceFile,
  manifests: readonly SourceFile[],
  { others = [], ...options }: LoadOptions = {},
): Found<Loaded | null> {
  const { value: project, diagnostics } = readProject(projectFile, options);
  if (project === null) return { value: null, diagnostics };
  const sisters = others.flatMap((texts) => readSister(texts, project));
  const read = loadManifests(project, manifests, diagnostics);
  const { usedVariables: _, ...loaded } = read;
  const unused = findUnused([{ ...read, findings: read.diagnostics }], false);
  const all = sortDiagnostics([...loaded.diagnostics, ...unused]);
  const findings = shownIn(project, all);
  return { value: { ...loaded, sisters, diagnostics: findings }, diagnostics: findings };
}

interface LoadedManifests extends Loaded {
  readonly houseRules: HouseRules;
  readonly diagnostics: readonly Diagnostic[];
  /** The names behind every `${var.NAME}` of the manifests. */
  readonly usedVariables: ReadonlySet<string>;
}

/**
 * The manifests of a project that has been read already, for callers that find them by its globs.
 *
 * @param diagnostics what was found on the way.
 * @param findAhead texts that are read already.
 */
export function loadManifests(
  project: Project,
  manifests: readonly SourceFile[],
  diagnostics: readonly Diagnostic[],
  findAhead?: FindAhead,
): LoadedManifests {
  const { value: declarations, ...read } = readManifests(manifests, project, findAhead);
  const ofMembers = declarations.flatMap((declaration) => readMembers(declaration).diagnostics);
  return {
    project,
    declarations,
    houseRules: joinHouseRules([project.houseRules ?? noHouseRules, read.houseRules]),
    diagnostics: [
      ...diagnostics,
      ...leadToVariables([...read.diagnostics, ...ofMembers], manifests, project.variables),
    ],
    usedVariables: read.usedVariables,
  };
}

/** Whether an error left out of the manifests more than a part of one entity: it belongs to none by name. */
export function isPartlyRead(
  { file }: Pick<Project, 'file'>,
  diagnostics: readonly Diagnostic[],
): boolean {
  return diagnostics.some(
    ({ severity, address, source }) =>
      severity === 'error' && address === undefined && source !== undefined && source.file !== file,
  );
}

/** A glob that cannot be followed: what its manifests would have used is not known. */
function leavesManifestsOut({ severity, code }: Diagnostic): boolean {
  return severity === 'error' && globCodes.has(code);
}

const globCodes: ReadonlySet<string> = new Set([
  ...['manifests-outside-repository', 'no-manifests', 'invalid-glob'],
  ...['file-not-allowed', 'file-is-a-folder'],
]);

/** One environment of a project, with all that its manifests use. */
export interface ProjectUse extends VariableUse {
  readonly declarations: readonly Declaration[];
  /** What was found in its texts. */
  readonly findings: readonly Diagnostic[];
}

/**
 * The variables and the labels that no manifest uses, unless the project ignores that, or a manifest could not be read.
 *
 * @param environments one project, loaded for one environment or for several.
 * @param areAll whether it has no others, which may use what these do not.
 */
export function findUnused(
  environments: readonly ProjectUse[],
  areAll: boolean,
): readonly Diagnostic[] {
  const [first] = environments;
  if (first === undefined) return [];
  const isUnsure = ({ project, findings }: ProjectUse) =>
    isPartlyRead(project, findings) || findings.some(leavesManifestsOut);
  if (environments.some(isUnsure)) return [];
  const { project } = first;
  // A manifest with errors may have any ID.
  const isWhole =
    (areAll || project.environment === null) &&
    !environments.some(({ findings }) => hasErrors(findings));
  const declarations = environments.flatMap((each) => each.declarations);
  // What a project ignores is the same in all of its environments.
  return shownIn(project, [
    ...findUnusedVariables(environments, areAll),
    ...(isWhole ? findUnusedLabels(project, declarations) : []),
  ]);
}
