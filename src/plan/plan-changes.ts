/** The planner: what is declared against what is remote, as one value that can be shown, saved and run. */
import {
  compareText,
  type Diagnostic,
  type Found,
  hasErrors,
  sortDiagnostics,
} from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { compileGlob } from '../model/name.ts';
import type { Project } from '../model/project.ts';
import type { SisterProject } from '../model/sister-project.ts';
import type { RemoteEntity, Snapshot } from '../model/snapshot.ts';
import { platformNamed } from '../platforms/platform-named.ts';
import type { PlanDocument } from '../schema/generated/plan.ts';
import type { Change } from './change.ts';
import { checkAgainstRemote } from './check-against-remote.ts';
import { type Base, createBase } from './create-base.ts';
import { deriveOperations } from './derive-operations.ts';
import { changeKey } from './expand-change.ts';
import { type Elsewhere, findDeclaredElsewhere } from './find-declared-elsewhere.ts';
import { findEmptyLists } from './find-empty-lists.ts';
import { findLikelyRenames } from './find-likely-renames.ts';
import { findRefusals } from './find-refusals.ts';
import { findTakenNames } from './find-taken-names.ts';
import { indexSnapshot, type RemoteIndex } from './index-snapshot.ts';
import { judgePeople, type People } from './judge-people.ts';
import { keepTouched } from './keep-touched.ts';
import { labelSegments } from './label-segments.ts';
import { type Changes, makeChanges } from './make-changes.ts';
import { type Match, matchDeclarations } from './match-declarations.ts';
import { explainStrayTemporary } from './match-findings.ts';
import { planChecksum } from './plan-checksum.ts';
import { findUnknownMembers, type PlannedFills, refuseFills } from './planned-fill.ts';
import { type SelectedChanges, type Selection, selectChanges } from './select-changes.ts';
import type { FindUndeclarable } from './why-undeclarable.ts';
import { writeChange } from './write-change.ts';
import {
  addDependencies,
  addSteps,
  planProject,
  summarize,
  writeDiagnostic,
  writeLeftAlone,
  writeRequests,
} from './write-plan.ts';

export interface PlanInput {
  readonly project: Project;
  readonly declarations: readonly Declaration[];
  readonly snapshot: Snapshot;
  /** Version of the tool, shown in the plan. */
  readonly version: string;
  /** Findings about the manifests, which the plan carries on. */
  readonly findings?: readonly Diagnostic[];
  readonly options?: PlanOptions;
  /** Other projects of the repository, whose entities are not deleted here. */
  readonly sisters?: readonly SisterProject[];
  /** What cannot be declared, beyond what its name tells; asked of what prune would delete. */
  readonly undeclarable?: FindUndeclarable;
}

export interface PlanOptions {
  /** The same project at an earlier commit: what was declared then, and the name it goes by. */
  readonly base?: { readonly declarations: readonly Declaration[]; readonly label: string };
  /** What to do about entities edited remotely alone; `leave` needs a base. */
  readonly drift?: 'revert' | 'leave';
  /** Globs of addresses; a part of the plan, without pruning. */
  readonly selection?: Selection;
  readonly allowReplace?: boolean;
  /** One-off limit of what prune deletes, for each kind. */
  readonly maxDeletes?: number;
  /** What becomes of the members of contact lists; without it nothing is said or done about them. */
  readonly fills?: PlannedFills;
  /** What was allowed for the members, by the names of the options. */
  readonly memberConsents?: readonly string[];
}

/**
 * Plans without clock, network or file: equal input gives equal bytes.
 *
 * @returns the plan, also when apply would refuse it; `null` with errors where no sound plan can be made.
 */
export function planChanges(input: PlanInput): Found<PlanDocument | null> {
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
  const { drift = 'revert', fills } = options;
  const elsewhere = findDeclaredElsewhere(input.sisters ?? [], index);
  const made = makeChanges({
    ...{ project, index, matches, base, drift, elsewhere },
    ...(fills === undefined ? {} : { fills }),
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
    ...(input.findings ?? []),
    ...matched.diagnostics,
    ...made.diagnostics,
    ...checkAgainstRemote(made, platform),
    ...findTakenNames(made.changes, spokenFor, index),
    ...findStrayTemporaries(made, matches, index),
    ...renames.diagnostics,
    ...findEmptyLists(made.changes, made.moves, made.references),
    ...(base && !options.selection
      ? findRemovedButLive(base, made, spokenFor, index, elsewhere)
      : []),
    ...findUnmatchedTargets(options.selection, declarations, index),
    ...findUnknownMembers(fills),
  ]);
  const known = { declarations, spokenFor, index };
  if (hasErrors(findings)) {
    return { value: null, diagnostics: keepTouched(findings, { ...known, changes: [] }) };
  }

  const nameOf = labelSegments(matches, index, made.references);
  const people = judgePeople(made.changes, index, made.references, nameOf);
  const selected = selectWritten(made, index, people, options.selection);
  const changes = made.changes.filter(isKeptIn(selected.changes));
  const operations = deriveOperations(selected.changes, selected.moves, index);
  const target = planProject(project, platform);
  const consents = consentsIn(options);
  const refusals = [
    ...findRefusals({
      project,
      index,
      changes,
      moves: made.moves,
      prunes: made.prunes,
      elsewhere,
      allowReplace: options.allowReplace ?? false,
      maxDeletes: options.maxDeletes ?? null,
    }),
    ...renames.refusals.filter(({ address }) =>
      changes.some((change) => change.address === address),
    ),
    // In a part of a plan, only where the list is in it.
    ...refuseFills(fills, (declaration) =>
      options.selection ? changes.some(({ match }) => match?.declaration === declaration) : true,
    ),
  ];
  const touched = [...changes, ...made.moves.filter(isKeptIn(selected.moves))];
  const diagnostics = keepTouched(findings, { ...known, changes: touched });
  const written = addSteps(addDependencies(selected.changes, operations), operations);
  const plan: PlanDocument = {
    formatVersion: 1,
    tool: { name: 'audiencectl', version: input.version },
    project: target,
    ...(options.base ? { base: options.base.label } : {}),
    ...(options.selection ? { selection: selected.selection } : {}),
    checksum: planChecksum({ project: target, consents, changes: written, moves: selected.moves }),
    consents,
    read: { segments: snapshot.segments.length, audiences: snapshot.audiences.length },
    summary: summarize(written, made.unchanged.length, countUnmanaged(spokenFor, made, index)),
    changes: written,
    moves: addDependencies(selected.moves, operations),
    leftAlone: writeLeftAlone(made, selected),
    // A part of a plan reaches only whom its own changes reach.
    affected: (options.selection ? judgePeople(changes, index, made.references, nameOf) : people)
      .affected,
    requests: writeRequests(operations),
    refusals,
    diagnostics: diagnostics.map(writeDiagnostic),
  };
  return { value: plan, diagnostics };
}

/** What was allowed for this one plan, as options spell it. */
function consentsIn({ allowReplace, maxDeletes, memberConsents = [] }: PlanOptions): string[] {
  return [
    ...(allowReplace ? ['allow-replace'] : []),
    ...(maxDeletes === undefined ? [] : [`max-deletes=${maxDeletes}`]),
    ...memberConsents,
  ];
}

/** Whether a change is in the part of the plan that was asked for. */
function isKeptIn(selected: SelectedChanges['changes']): (change: Change) => boolean {
  const kept = new Set(selected.map(changeKey));
  return (change) => {
    const { address, action } = change;
    return kept.has(
      changeKey({ address, action, id: action === 'create' ? null : change.remote.id }),
    );
  };
}

/** The changes as the document shows them, whole or the part that was asked for. */
function selectWritten(
  { changes, moves, references }: Changes,
  index: RemoteIndex,
  people: People,
  selection: Selection | undefined,
): SelectedChanges {
  const write = (each: typeof changes) =>
    each.map((change) => writeChange(change, index, references, people));
  const [all, moving] = [write(changes), write(moves)];
  const whole = {
    changes: all,
    moves: moving,
    left: [],
    selection: { target: [], exclude: [], pulledIn: [] },
  };
  if (!selection) return whole;
  const operations = deriveOperations(all, moving, index);
  return selectChanges(
    addDependencies(all, operations),
    addDependencies(moving, operations),
    selection,
  );
}

/** Temporary names that no declaration accounts for: whose they are cannot be told, so nothing is guessed. */
function findStrayTemporaries(
  { replacements, changes }: Changes,
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

/** A target that matches nothing is more likely a slip than a wish. */
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
  return selection.target
    .filter((glob) => !addresses.some(compileGlob(glob)))
    .map((glob) => ({
      severity: 'warning',
      code: 'target-unmatched',
      message: `--target "${glob}" matches nothing that is declared or remote`,
      hint: 'targets are addresses, such as "segment/NAME" or "audience/FR | *"',
    }));
}

/** What left git and stays remote: forgotten rather than deleted, most likely. */
function findRemovedButLive(
  base: Base,
  { prunes }: Changes,
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
      hint: 'delete it with state: absent or prune: removed, or let it go with state: released',
      address: `${kind}/${name}`,
    }));
}

/** Entities of the project's own that no manifest names. Criteo's own and foreign rows are nobody's to manage. */
function countUnmanaged(
  spokenFor: ReadonlySet<RemoteEntity>,
  { prunes }: Changes,
  index: RemoteIndex,
): number {
  const pruned = new Set(prunes.deletions);
  return index.entities.filter(
    (entity) =>
      !spokenFor.has(entity) &&
      !pruned.has(entity) &&
      entity.unmanageable !== 'behavioral' &&
      entity.unmanageable !== 'foreign',
  ).length;
}
