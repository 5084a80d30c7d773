/** The planner: what is declared against what is remote, as one value that can be shown, saved and run. */
import {
  type Diagnostic,
  type Found,
  hasErrors,
  sortDiagnostics,
} from '../diagnostics/diagnostic.ts';
import type { PlanDocument, Refusal } from '../schema/generated/plan.ts';
import type { Change } from './change.ts';
import { findRefusals } from './check/find-refusals.ts';
import {
  type Comparison,
  type ComparisonInput,
  type ComparisonOptions,
  compareWithRemote,
} from './compare/compare-with-remote.ts';
import { keepTouched } from './document/keep-touched.ts';
import { planChecksum } from './document/plan-checksum.ts';
import { type SelectedChanges, type Selection, selectChanges } from './document/select-changes.ts';
import { writeChange } from './document/write-change.ts';
import {
  addDependencies,
  addSteps,
  planProject,
  summarize,
  writeDiagnostic,
  writeLeftAlone,
  writeRequests,
} from './document/write-plan.ts';
import { deriveOperations } from './order/derive-operations.ts';
import { changeKey } from './order/expand-change.ts';
import { judgePeople, type People } from './people/judge-people.ts';
import { spreadLosses } from './people/judge-undo.ts';
import { labelSegments } from './people/label-segments.ts';
import { ledgersOf, refuseSyncs } from './people/planned-sync.ts';

export interface PlanInput extends ComparisonInput {
  /** Version of the tool, shown in the plan. */
  readonly version: string;
  /** Findings about the manifests, which the plan carries on. */
  readonly findings?: readonly Diagnostic[];
  readonly options?: PlanOptions;
}

export interface PlanOptions extends ComparisonOptions {
  readonly allowReplace?: boolean;
  /** One-off limit of what prune deletes, for each kind. */
  readonly maxDeletes?: number;
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
  const comparison = compareWithRemote(input);
  const { project, index, references, matches } = comparison;
  const findings = sortDiagnostics([...(input.findings ?? []), ...comparison.findings]);
  if (hasErrors(findings)) {
    return { value: null, diagnostics: keepTouched(findings, { ...comparison, changes: [] }) };
  }
  const nameOf = labelSegments(matches, index, references);
  const people = judgePeople(comparison.changes, index, references, nameOf);
  const selected = selectWritten(comparison, people, options.selection);
  const changes = comparison.changes.filter(isKeptIn(selected.changes));
  const operations = deriveOperations(selected.changes, selected.moves, index);
  const moves = addDependencies(selected.moves, operations);
  const written = spreadLosses(addSteps(addDependencies(selected.changes, operations), operations));
  const touched = [...changes, ...comparison.moves.filter(isKeptIn(selected.moves))];
  const diagnostics = keepTouched(findings, { ...comparison, changes: touched });
  const covered = {
    project: planProject(project, index.platform),
    ...(options.drift === 'leave' ? { drift: options.drift } : {}),
    ...(options.syncs ? { members: true as const } : {}),
    consents: consentsIn(options),
    refusals: refusalsOf(comparison, changes, options),
    changes: written,
    moves,
  };
  const plan: PlanDocument = {
    formatVersion: 1,
    tool: { name: 'audiencectl', version: input.version },
    project: covered.project,
    ...(options.base ? { base: options.base.label } : {}),
    ...(covered.drift === undefined ? {} : { drift: covered.drift }),
    ...(covered.members === undefined ? {} : { members: covered.members }),
    ...(options.selection ? { selection: selected.selection } : {}),
    checksum: planChecksum(covered),
    consents: covered.consents,
    read: { segments: snapshot.segments.length, audiences: snapshot.audiences.length },
    summary: summarize(written, comparison),
    changes: written,
    moves,
    leftAlone: writeLeftAlone(comparison, selected),
    ...(options.syncs ? { ledgers: ledgersOf(options.syncs) } : {}),
    // A part of a plan reaches only whom its own changes reach.
    affected: (options.selection ? judgePeople(changes, index, references, nameOf) : people)
      .affected,
    requests: writeRequests(operations),
    refusals: covered.refusals,
    diagnostics: diagnostics.map(writeDiagnostic),
  };
  return { value: plan, diagnostics };
}

/** The same plan, refused for further reasons, which its checksum covers too. */
export function withRefusals(plan: PlanDocument, more: readonly Refusal[]): PlanDocument {
  if (more.length === 0) return plan;
  const refused = { ...plan, refusals: [...plan.refusals, ...more] };
  return { ...refused, checksum: planChecksum(refused) };
}

/** What stands against carrying out these changes of a comparison. */
function refusalsOf(
  comparison: Comparison,
  changes: readonly Change[],
  { allowReplace = false, maxDeletes, syncs, selection }: PlanOptions,
): Refusal[] {
  const consents = { allowReplace, maxDeletes: maxDeletes ?? null };
  return [
    ...findRefusals({ ...comparison, changes, ...consents }),
    ...comparison.renames.refusals.filter(({ address }) =>
      changes.some((change) => change.address === address),
    ),
    // In a part of a plan, only where the list is in it.
    ...refuseSyncs(syncs, (declaration) =>
      selection ? changes.some(({ match }) => match?.declaration === declaration) : true,
    ),
  ];
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
  { changes, moves, references, index }: Comparison,
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
