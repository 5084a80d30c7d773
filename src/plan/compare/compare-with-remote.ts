/**
 * What is declared beside what is remote: who speaks of what, what would be changed, and what is wrong
 * or doubtful about that. A plan writes it down; a plan that was saved is held against it.
 */
import { compareText, type Diagnostic, sortDiagnostics } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { compileGlob } from '../../model/name.ts';
import type { Project } from '../../model/project.ts';
import type { RemoteEntity, Snapshot } from '../../model/remote/snapshot.ts';
import type { SisterProject } from '../../model/sister-project.ts';
import { suggestAddresses } from '../../model/suggest-addresses.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import { type Base, createBase } from '../base/create-base.ts';
import { checkAgainstRemote } from '../check/check-against-remote.ts';
import { type Elsewhere, findDeclaredElsewhere } from '../check/find-declared-elsewhere.ts';
import { findLikelyRenames, type LikelyRenames } from '../check/find-likely-renames.ts';
import { findNotCompared } from '../check/find-not-compared.ts';
import { findTakenNames } from '../check/find-taken-names.ts';
import type { FindUndeclarable } from '../check/why-undeclarable.ts';
import { createSelector, type Selection } from '../document/select-changes.ts';
import { type Changes, makeChanges } from '../make-changes.ts';
import { findEmptyLists } from '../people/find-empty-lists.ts';
import { findUnknownMembers, type PlannedSyncs } from '../people/planned-sync.ts';
import { indexSnapshot, type RemoteIndex } from './index-snapshot.ts';
import { type Match, matchDeclarations } from './match-declarations.ts';
import { explainStrayTemporary } from './match-findings.ts';

export interface ComparisonInput {
  readonly project: Project;
  readonly declarations: readonly Declaration[];
  readonly snapshot: Snapshot;
  readonly options?: ComparisonOptions;
  /** Other projects of the repository, whose entities are not deleted here. */
  readonly sisters?: readonly SisterProject[];
  /** What cannot be declared, beyond what its name tells; asked of what prune would delete. */
  readonly undeclarable?: FindUndeclarable;
}

export interface ComparisonOptions {
  /** The same project at an earlier commit: what was declared then, and the name it goes by. */
  readonly base?: {
    readonly declarations: readonly Declaration[];
    readonly label: string;
    /** What the base has not, such as a project in this folder: then it tells of nothing. */
    readonly missing?: string;
  };
  /** What to do about entities edited remotely alone; `leave` needs a base. */
  readonly drift?: 'revert' | 'leave';
  /** Globs of addresses; a part of the plan, without pruning. */
  readonly selection?: Selection;
  /** What becomes of the members of contact lists; without it nothing is said or done about them. */
  readonly syncs?: PlannedSyncs;
}

export interface Comparison extends Omit<Changes, 'diagnostics'> {
  /** As declared; a part of a plan is compared without its `prune`. */
  readonly project: Project;
  readonly index: RemoteIndex;
  readonly declarations: readonly Declaration[];
  readonly matches: readonly Match[];
  /** What other projects of the repository declare. */
  readonly elsewhere: Elsewhere;
  /** Remote entities that some manifest speaks of. */
  readonly spokenFor: ReadonlySet<RemoteEntity>;
  readonly renames: LikelyRenames;
  /** What an earlier commit declared; null without one. */
  readonly base: Base | null;
  /** Sorted; with an error there is no sound plan. */
  readonly findings: readonly Diagnostic[];
}

export function compareWithRemote(input: ComparisonInput): Comparison {
  const { snapshot, options = {} } = input;
  const platform = platformNamed(input.project.platform);
  // A part of a plan never prunes, since what is left out would look undeclared; nor do manifests
  // that declare nothing at all, which are more likely to have gone missing.
  const mayPrune = !options.selection && input.declarations.length > 0;
  const project: Project = mayPrune ? input.project : { ...input.project, prune: 'off' };
  const index = indexSnapshot(platform, project.scopeId, snapshot);
  const declarations = [...input.declarations].sort((a, b) => compareText(a.address, b.address));
  const { matches, ...matched } = matchDeclarations(declarations, index);
  const base = options.base ? createBase(options.base.declarations, matches, index) : null;
  const { drift = 'revert', syncs } = options;
  const elsewhere = findDeclaredElsewhere(input.sisters ?? [], index);
  const { diagnostics, ...made } = makeChanges({
    ...{ project, index, matches, base, drift, elsewhere },
    ...(syncs === undefined ? {} : { syncs }),
    ...(input.undeclarable === undefined ? {} : { undeclarable: input.undeclarable }),
  });
  const spokenFor = new Set(
    matches.flatMap(({ remote, successor }) => [remote, successor]).filter((each) => each !== null),
  );
  const renames = findLikelyRenames(
    made.changes,
    spokenFor,
    index,
    made.references,
    base,
    elsewhere,
  );
  const findings = sortDiagnostics([
    ...matched.diagnostics,
    ...diagnostics,
    ...checkAgainstRemote(made, platform),
    ...findTakenNames(made.changes, spokenFor, index),
    ...findStrayTemporaries(made, matches, index),
    ...renames.diagnostics,
    ...findEmptyLists(made.changes, made.moves, made.references),
    ...(base && !options.selection
      ? findRemovedButLive(base, made, spokenFor, index, elsewhere)
      : []),
    ...findBaseMissing(options.base?.missing, drift),
    ...findUnmatchedTargets(options.selection, declarations, index),
    ...findUnknownMembers(syncs),
    ...findNotCompared(matches.filter(isSelected(options.selection)), platform),
  ]);
  const compared = { project, index, declarations, matches, base, elsewhere };
  return { ...made, ...compared, spokenFor, renames, findings };
}

function isSelected(selection: Selection | undefined): (match: Match) => boolean {
  const isAsked = selection ? createSelector(selection) : () => true;
  return ({ declaration }) => isAsked(declaration.address);
}

/** Temporary names that no declaration accounts for: whose they are cannot be told, so nothing is guessed. */
function findStrayTemporaries(
  { replacements, changes }: Pick<Changes, 'replacements' | 'changes'>,
  matches: readonly Match[],
  index: RemoteIndex,
): readonly Diagnostic[] {
  const accounted = new Set([
    ...matches.map(({ remote }) => remote),
    ...replacements.map(({ successor }) => successor),
    ...changes.map((change) => (change.action === 'delete' ? change.remote : null)),
  ]);
  return index.temporary.filter((entity) => !accounted.has(entity)).map(explainStrayTemporary);
}

/** A base without the project makes everything new, and leaves nothing alone. */
function findBaseMissing(
  missing: string | undefined,
  drift: 'revert' | 'leave',
): readonly Diagnostic[] {
  if (missing === undefined) return [];
  const isLeaving = drift === 'leave';
  return [
    {
      severity: isLeaving ? 'error' : 'warning',
      code: 'base-without-project',
      message: `the base has no ${missing}: everything counts as new${isLeaving ? ', so --drift leave would leave nothing' : ''}`,
      hint: 'Give the folder of this project at an earlier commit, as --base ../main/PROJECT.',
    },
  ];
}

/** What matches nothing is probably a typo. */
function findUnmatchedTargets(
  selection: Selection | undefined,
  declarations: readonly Declaration[],
  index: RemoteIndex,
): readonly Diagnostic[] {
  if (!selection) return [];
  const addresses = [
    ...declarations.map(({ address }) => String(address)),
    ...index.entities.map(({ kind, name }) => `${kind}/${name}`),
  ];
  return (['target', 'exclude'] as const).flatMap((option) =>
    selection[option]
      .filter((glob) => !addresses.some(compileGlob(glob)))
      .map((glob) => ({
        severity: 'error' as const,
        code: 'target-unmatched',
        message: `--${option} "${glob}" matches nothing that is declared or remote`,
        hint: suggestAddresses(glob, addresses),
      })),
  );
}

/** What left git and stays remote: forgotten rather than deleted, most likely. */
function findRemovedButLive(
  base: Base,
  { prunes }: Pick<Changes, 'prunes'>,
  spokenFor: ReadonlySet<RemoteEntity>,
  index: RemoteIndex,
  elsewhere: Elsewhere,
): readonly Diagnostic[] {
  const pruned = new Set(prunes.deletions);
  return index.entities
    .filter(
      (entity) => entity.unmanageable === null && !spokenFor.has(entity) && !pruned.has(entity),
    )
    .filter((entity) => base.removed(entity) && !elsewhere.declares(entity))
    .map(({ kind, name, id }) => ({
      severity: 'warning',
      code: 'removed-but-live',
      message: `the ${kind} "${name}" (ID ${id}) is no longer declared, and stays as it is`,
      hint: 'Delete it with state: absent or prune: removed, or let it go with state: released.',
      address: `${kind}/${name}`,
    }));
}
