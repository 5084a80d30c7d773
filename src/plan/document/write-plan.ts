/**
 * A comparison as the plan document: what changes in which order, what it means for people, and what
 * stands against it. It compares nothing: members come with `syncs`, all else from the comparison.
 */
import {
  type Diagnostic,
  type Found,
  hasErrors,
  sortDiagnostics,
} from '../../diagnostics/diagnostic.ts';
import type { PlanDocument, Refusal } from '../../schema/generated/plan.ts';
import type { Change } from '../change/change.ts';
import { changeKey } from '../change/change-key.ts';
import { listUnmanaged } from '../change/list-unmanaged.ts';
import { findRefusals } from '../check/find-refusals.ts';
import type { Comparison } from '../compare-with-remote.ts';
import { deriveOperations } from '../order/derive-operations.ts';
import { addMembers } from '../people/add-members.ts';
import { judgePeople } from '../people/judge-people.ts';
import { spreadLosses } from '../people/judge-undo.ts';
import { labelSegments } from '../people/label-segments.ts';
import {
  findUnknownMembers,
  ledgersOf,
  type PlannedSyncs,
  refuseSyncs,
} from '../people/planned-sync.ts';
import { judgeEmptyLists, warnOfEmptyLists } from '../people/warn-of-empty-lists.ts';
import { planHouseRules } from '../rules/plan-house-rules.ts';
import { keepTouched } from './keep-touched.ts';
import { planChecksum } from './plan-checksum.ts';
import { planProject } from './plan-project.ts';
import { type SelectedChanges, selectChanges } from './select-changes.ts';
import { summarize } from './summarize.ts';
import { type WrittenPeople, writeChange } from './write-change.ts';
import { writeDiagnostic } from './write-diagnostic.ts';
import { writeLabels } from './write-labels.ts';
import { writeLeftAlone } from './write-left-alone.ts';
import { addDependencies, addSteps, findDependencies, writeRequests } from './write-order.ts';

export interface WritingOptions {
  readonly allowReplace?: boolean;
  /** One-off limit of what prune deletes, for each kind. */
  readonly maxDeletes?: number;
  /** What was allowed for the members, by the names of the options. */
  readonly memberConsents?: readonly string[];
  /** What becomes of the members of contact lists; without it nothing is said or done about them. */
  readonly syncs?: PlannedSyncs;
}

/**
 * @param version of the tool, shown in the plan.
 * @param more findings beside those of the comparison, as about the sources of members.
 * @returns the plan, also when apply would refuse it; `null` with errors where no sound plan can be made.
 */
export function writePlan(
  compared: Comparison,
  version: string,
  options: WritingOptions = {},
  more: readonly Diagnostic[] = [],
): Found<PlanDocument | null> {
  const { syncs } = options;
  const comparison = { ...compared, ...addMembers(compared, syncs) };
  const { project, index, references, matches } = comparison;
  const { base, drift, selection } = comparison.options;
  const emptyLists = judgeEmptyLists(comparison);
  const findings = sortDiagnostics([
    ...comparison.findings,
    ...warnOfEmptyLists(emptyLists),
    ...findUnknownMembers(syncs),
    ...more,
  ]);
  if (hasErrors(findings)) {
    return { value: null, diagnostics: keepTouched(findings, { ...comparison, changes: [] }) };
  }
  const nameOf = labelSegments(matches, index, references);
  const people = judgePeople(comparison.changes, index, references, nameOf);
  const selected = selectWritten(comparison, { ...people, emptyLists });
  const changes = comparison.changes.filter(isKeptIn(selected.changes));
  const ofRules = planHouseRules(comparison, changes);
  if (ofRules.errors.length > 0) {
    return { value: null, diagnostics: sortDiagnostics([...findings, ...ofRules.errors]) };
  }
  const operations = deriveOperations(selected.changes, selected.repoints, index);
  const repoints = addDependencies(selected.repoints, operations);
  const written = spreadLosses(addSteps(addDependencies(selected.changes, operations), operations));
  const touched = [...changes, ...comparison.repoints.filter(isKeptIn(selected.repoints))];
  const diagnostics = sortDiagnostics([
    ...keepTouched(findings, { ...comparison, changes: touched }),
    ...ofRules.warnings,
  ]);
  const covered = {
    project: planProject(project, index.platform),
    ...(drift === 'leave' ? { drift } : {}),
    ...(syncs ? { members: true as const } : {}),
    consents: consentsIn(options),
    refusals: [...refusalsOf(comparison, changes, options), ...ofRules.refusals],
    changes: written,
    moves: repoints,
  };
  const unmanaged = listUnmanaged(comparison);
  const labels = writeLabels(project.labels, [...written, ...repoints]);
  const count = (kind: 'segment' | 'audience') =>
    index.entities.filter((entity) => entity.kind === kind).length;
  // A part of a plan reaches only whom its own changes reach.
  const { affected } = selection ? judgePeople(changes, index, references, nameOf) : people;
  const plan: PlanDocument = {
    formatVersion: 1,
    tool: { name: 'audiencectl', version },
    project: covered.project,
    ...(base ? { base: base.label } : {}),
    ...(covered.drift === undefined ? {} : { drift: covered.drift }),
    ...(covered.members === undefined ? {} : { members: covered.members }),
    ...(selection ? { selection: selected.selection } : {}),
    checksum: planChecksum(covered),
    consents: covered.consents,
    read: { segments: count('segment'), audiences: count('audience') },
    summary: summarize(written, affected, comparison),
    changes: written,
    moves: repoints,
    leftAlone: writeLeftAlone(comparison, selected),
    ...(unmanaged.length === 0 ? {} : { unmanaged }),
    ...(syncs ? { ledgers: ledgersOf(syncs) } : {}),
    ...(labels === null ? {} : { labels }),
    affected,
    ...(ofRules.changed.length === 0 ? {} : { rules: [...ofRules.changed] }),
    requests: writeRequests(operations),
    refusals: covered.refusals,
    diagnostics: diagnostics.map(writeDiagnostic),
  };
  return { value: plan, diagnostics };
}

/** What stands against carrying out these changes of a comparison. */
function refusalsOf(
  comparison: Comparison,
  changes: readonly Change[],
  { allowReplace = false, maxDeletes, syncs }: WritingOptions,
): Refusal[] {
  const consents = { allowReplace, maxDeletes: maxDeletes ?? null };
  const kept = new Set(changes.map(changeKey));
  return [
    ...findRefusals({ ...comparison, changes, ...consents }),
    ...comparison.renames.flatMap(({ refusal, create }) => (kept.has(create) ? [refusal] : [])),
    // In a part of a plan, only where the list is in it.
    ...refuseSyncs(syncs, (declaration) =>
      comparison.options.selection
        ? changes.some(({ match }) => match?.declaration === declaration)
        : true,
    ),
  ];
}

/** What was allowed for this one plan, as options spell it. */
function consentsIn({ allowReplace, maxDeletes, memberConsents = [] }: WritingOptions): string[] {
  return [
    ...(allowReplace ? ['allow-replace'] : []),
    ...(maxDeletes === undefined ? [] : [`max-deletes=${maxDeletes}`]),
    ...memberConsents,
  ];
}

/** Whether a change is in the part of the plan that was asked for. */
function isKeptIn(selected: SelectedChanges['changes']): (change: Change) => boolean {
  const kept = new Set(selected.map(changeKey));
  return (change) => kept.has(changeKey(change));
}

/** The changes as the document shows them, whole or the part that was asked for. */
function selectWritten(
  { changes, repoints, references, index, isAsked, options: { selection } }: Comparison,
  people: WrittenPeople,
): SelectedChanges {
  const write = (each: typeof changes) =>
    each.map((change) => writeChange(change, index, references, people));
  const [all, repointing] = [write(changes), write(repoints)];
  if (!selection) {
    const whole = { target: [], exclude: [], pulledIn: [] };
    return { changes: all, repoints: repointing, left: [], selection: whole };
  }
  const dependencies = findDependencies(deriveOperations(all, repointing, index));
  return selectChanges(all, repointing, dependencies, selection, isAsked);
}
