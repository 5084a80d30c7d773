/**
 * Compares what is declared with what is remote: the pairs, the changes, and what is wrong
 * or doubtful about that. It is made once: a plan is written from it, a saved plan is checked against it,
 * and it says which contact lists there are. It knows nothing of members, consents or the plan document.
 */
import { compareText, type Diagnostic, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { addressOf } from '../model/entity.ts';
import { type HouseRules, noHouseRules } from '../model/house-rule.ts';
import type { Project } from '../model/project.ts';
import type { RemoteEntity, Snapshot } from '../model/remote/snapshot.ts';
import type { SisterProject } from '../model/sister-project.ts';
import { platformNamed } from '../platforms/platform-named.ts';
import type { SchemaObjection } from '../rules/schema/find-schema-objections.ts';
import { type Base, createBase } from './base/create-base.ts';
import { type Changes, makeChanges } from './change/make-changes.ts';
import type { FindUndeclarable } from './change/why-undeclarable.ts';
import { checkAgainstRemote } from './check/check-against-remote.ts';
import { createExplainElsewhere } from './check/create-explain-elsewhere.ts';
import { findBaseElsewhere, isOfOtherTarget } from './check/find-base-elsewhere.ts';
import { findBaseMissing, findRemovedButLive } from './check/find-base-problems.ts';
import { findLikelyRenames, type LikelyRename } from './check/find-likely-renames.ts';
import { findNotCompared } from './check/find-not-compared.ts';
import { findStrayTemporaries } from './check/find-stray-temporaries.ts';
import { findTakenNames } from './check/find-taken-names.ts';
import { findUnmatchedTargets } from './check/find-unmatched-targets.ts';
import { type Elsewhere, findDeclaredElsewhere } from './match/find-declared-elsewhere.ts';
import { indexSnapshot, type RemoteIndex } from './match/index-snapshot.ts';
import { type Match, matchDeclarations, remotesOf } from './match/match-declarations.ts';
import { createSelector, type Selection } from './match/selection.ts';

export interface ComparisonInput {
  readonly project: Project;
  readonly declarations: readonly Declaration[];
  readonly snapshot: Snapshot;
  readonly options?: ComparisonOptions;
  /** Other projects of the repository, whose entities are not deleted here. */
  readonly sisters?: readonly SisterProject[];
  /** Entities that cannot be declared for other reasons than their names; asked of those that prune would delete. */
  readonly undeclarable?: FindUndeclarable;
  /** What must hold once a plan is carried out. */
  readonly houseRules?: HouseRules;
  /** What the schemas of its rules have against what is declared. */
  readonly schemaObjections?: readonly SchemaObjection[];
  /** Findings about the manifests, which the comparison carries on. */
  readonly findings?: readonly Diagnostic[];
}

/** What a project declared at an earlier commit. */
export interface EarlierProject {
  readonly declarations: readonly Declaration[];
  /** How a plan names it: `git base 4f2c1d9`, or the folder where there is no commit to name. */
  readonly label: string;
  /** What the base lacks, such as a project in this folder: then it says nothing. */
  readonly missing?: string;
  /** A folder that has the project, where the one that was given has not. */
  readonly suggestion?: string;
  /** The folder that was given has other projects of the run, so it is the right one: this project may be new. */
  readonly isOfMany?: boolean;
  /** Whose entities it declared. */
  readonly target?: Pick<Project, 'platform' | 'scopeId'>;
  /** Errors for which some of its entities are not known. */
  readonly unread?: readonly Diagnostic[];
}

export interface ComparisonOptions {
  /** The same project at an earlier commit. */
  readonly base?: EarlierProject;
  /** What to do about entities edited remotely alone; `leave` needs a base. */
  readonly drift?: 'revert' | 'leave';
  /** Globs of addresses; a part of the plan, without pruning. */
  readonly selection?: Selection;
}

export interface Comparison extends Omit<Changes, 'diagnostics'> {
  /** As declared, but without `prune` for a part of a plan, and for manifests that declare nothing. */
  readonly project: Project;
  /** As it was asked for. */
  readonly options: ComparisonOptions;
  /** Whether an address is in the part of the plan that was asked for, by itself. */
  readonly isAsked: (address: string) => boolean;
  readonly index: RemoteIndex;
  readonly declarations: readonly Declaration[];
  readonly houseRules: HouseRules;
  readonly schemaObjections: readonly SchemaObjection[];
  readonly matches: readonly Match[];
  /** Remote entities that some manifest is about. */
  readonly matched: ReadonlySet<RemoteEntity>;
  /** What other projects of the repository declare. */
  readonly elsewhere: Elsewhere;
  readonly renames: readonly LikelyRename[];
  /** What an earlier commit declared; null without one. */
  readonly base: Base | null;
  /** What `--target` and `--exclude` name and nothing is called; errors unless the selection allows it. */
  readonly unmatched: readonly Diagnostic[];
  /** Sorted; with an error there is no sound plan. */
  readonly findings: readonly Diagnostic[];
}

export function compareWithRemote(input: ComparisonInput): Comparison {
  const { snapshot, houseRules = noHouseRules, schemaObjections = [], options = {} } = input;
  const { drift = 'revert', selection } = options;
  const platform = platformNamed(input.project.platform);
  // A part of a plan never prunes, since what is left out would look undeclared; nor do manifests
  // that declare nothing at all, which are more likely to have gone missing.
  const mayPrune = !selection && input.declarations.length > 0;
  const project: Project = mayPrune ? input.project : { ...input.project, prune: 'off' };
  const index = indexSnapshot(platform, project.scopeId, snapshot);
  const declarations = [...input.declarations].sort((a, b) => compareText(a.address, b.address));
  const { matches, ...pairing } = matchDeclarations(declarations, index, {
    hasEnvironments: project.environment !== null,
  });
  const matched = remotesOf(matches);
  // What it declared elsewhere says nothing of what is remote here.
  const isElsewhere = isOfOtherTarget(options.base, project);
  const declaredBefore = isElsewhere ? [] : options.base?.declarations;
  const base = declaredBefore ? createBase(declaredBefore, matches, index) : null;
  const elsewhere = findDeclaredElsewhere(input.sisters ?? [], index);
  const undeclarable = input.undeclarable ?? (() => new Map());
  const context = { project, index, matches, base, elsewhere };
  const { diagnostics, ...made } = makeChanges({
    ...{ ...context, drift, undeclarable },
    explainElsewhere: createExplainElsewhere({ index, elsewhere, matched }),
  });
  const known = new Set<string>([
    ...declarations.map(({ address }) => address),
    ...index.entities.map(({ kind, name }) => addressOf(kind, name)),
  ]);
  const isAsked = selection ? createSelector(selection, known) : () => true;
  const compared = {
    ...made,
    ...context,
    options,
    isAsked,
    declarations,
    houseRules,
    schemaObjections,
    matched,
  };
  const { renames, ...renaming } = findLikelyRenames(compared);
  const unmatched = findUnmatchedTargets(selection, known);
  const findings = sortDiagnostics([
    ...(input.findings ?? []),
    ...pairing.diagnostics,
    ...diagnostics,
    ...checkAgainstRemote(made, platform),
    ...findTakenNames(made.changes, matched, index),
    ...findStrayTemporaries(made, matches, index),
    ...renaming.diagnostics,
    ...(base && !selection ? findRemovedButLive(base, made.prunes, matched, index, elsewhere) : []),
    ...findBaseMissing(options.base, drift),
    ...(isElsewhere ? findBaseElsewhere(options.base, project, drift) : []),
    ...(selection?.mayMatchNothing ? [] : unmatched),
    ...findNotCompared(
      matches.filter(({ declaration }) => isAsked(declaration.address)),
      platform,
    ),
  ]);
  return { ...compared, renames, unmatched, findings };
}
