/** `--members`: the changes of members of declared lists, in the planner's form. */
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { MemberAllowance } from '../../members/brakes/member-allowance.ts';
import { alsoWidening, lacksRebuild } from '../../members/compare/ledger-refusals.ts';
import { type DeclaredMembers, readMembers } from '../../members/declared/read-members.ts';
import type { MembersPlan } from '../../members/members-plan.ts';
import type { MembersContext, MembersTask } from '../../members/members-task.ts';
import { planMembers, unknownHere } from '../../members/plan-members.ts';
import { renewList } from '../../members/renew-list.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { MembersReader } from '../../model/remote/members-remote.ts';
import type { Snapshot } from '../../model/remote/snapshot.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { findContactLists, type PlannedList } from '../../plan/people/find-contact-lists.ts';
import {
  describeUnknown,
  type PlannedSync,
  type PlannedSyncs,
} from '../../plan/people/planned-sync.ts';
import type { PlannedLedger } from '../../schema/generated/plan.ts';
import { describeHow, type Manifests, taskOfList } from './declared-list.ts';
import { findEmptyList } from './find-empty-list.ts';
import { findExcludingAudiences } from './find-excluding-audiences.ts';
import { placeFinding } from './place-finding.ts';

export interface SyncQuestion {
  readonly manifests: Manifests;
  readonly snapshot: Snapshot;
  /** Of the manifests with that snapshot: it says which lists there are. */
  readonly comparison: Comparison;
  readonly reader: MembersReader;
  /** The ledgers, their key, and standard input. */
  readonly surroundings: MembersContext;
  /** What is allowed for a list, by the names of options. */
  readonly consentsFor: (declaration: Declaration) => readonly string[];
  /** What a plan showed of that; left out while the plan is being made. */
  readonly coveredFor?: (declaration: Declaration) => readonly MemberAllowance[];
  /** Whether unknown changes of members are refused, because they will be sent from here. */
  readonly mustKnow: boolean;
  /** The lists in question; all that are part of the plan unless given. */
  readonly isAsked?: (declaration: Declaration) => boolean;
}

export interface FoundSyncs {
  readonly syncs: PlannedSyncs;
  /** What is wrong with sources, ledgers and what is said about them. */
  readonly findings: readonly Diagnostic[];
}

/** One list after the other, whose sources git does not track: each source is held in memory while it is compared. */
export async function planSyncs(question: SyncQuestion): Promise<FoundSyncs> {
  const { comparison, isAsked = () => true } = question;
  const syncs = new Map<Declaration, PlannedSync>();
  const findings: Diagnostic[] = [];
  for (const list of findContactLists(comparison)) {
    const { declaration } = list;
    if (!isAsked(declaration)) continue;
    try {
      const counts = countWith(question.reader);
      const planned = await planSync(list, { ...question, reader: counts.reader });
      if (planned) syncs.set(declaration, planned);
      findings.push(...(await warnOfEmpty(list, planned, counts.read, question)));
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      const place = (finding: Diagnostic) => placeFinding(finding, error, declaration);
      findings.push(...error.diagnostics.map(place));
    }
  }
  return { syncs, findings };
}

/** A reader that asks once for the count of a list. */
function countWith(reader: MembersReader) {
  const asked = new Map<string, ReturnType<MembersReader['readStatistics']>>();
  const readStatistics = (id: string) => {
    const answer = asked.get(id) ?? reader.readStatistics(id);
    asked.set(id, answer);
    return answer;
  };
  const read = async (id: string) => (await readStatistics(id))?.numberOfIdentifiers ?? null;
  return { reader: { readStatistics }, read };
}

/** Not of a list that this plan fills, nor where the ledger knows members that the API may not count yet. */
async function warnOfEmpty(
  { declaration, id }: PlannedList,
  planned: PlannedSync | null,
  count: (id: string) => Promise<number | null>,
  { manifests, snapshot }: SyncQuestion,
): Promise<readonly Diagnostic[]> {
  const { adds = 0, held = 0 } = planned?.members ?? {};
  const isExplained = adds > 0 || ((held ?? 0) > 0 && planned?.refusals.length === 0);
  if (id === null || isExplained || (await count(id)) !== 0) return [];
  const { address, name, source } = declaration;
  const list = { id, name };
  return [{ ...findEmptyList(list, manifests.project, snapshot.audiences), address, source }];
}

async function planSync(
  { declaration, id }: PlannedList,
  { manifests, snapshot, reader, surroundings, consentsFor, coveredFor, mustKnow }: SyncQuestion,
): Promise<PlannedSync | null> {
  const { value: declared } = readMembers(declaration);
  if (declared === null) return null;
  const consents = consentsFor(declaration);
  const covered = coveredFor?.(declaration) ?? null;
  const asked = { declaration, declared, id, isNew: id === null, consents, covered };
  const task = taskOfList(asked, manifests, snapshot);
  const plan =
    task.source.name === '-'
      ? unknownHere(task, 'only audiencectl members sync reads standard input')
      : await planMembers(task, surroundings, reader);
  if (mustKnow) await renewUnchanged(task, plan, surroundings);
  const excludedBy = lacksRebuild(plan)
    ? findExcludingAudiences(id ?? '', manifests.project, snapshot.audiences)
    : [];
  const all = alsoWidening(plan, { excludedBy, replace: declaration.allowReplace ?? false });
  return writeSync({ declaration, id }, all, declared, mustKnow);
}

/** Apply does not visit an unchanged list, so its ledger is renewed here. */
async function renewUnchanged(
  task: MembersTask,
  { state, checked, ledger, refusals }: MembersPlan,
  context: MembersContext,
): Promise<void> {
  if (state !== 'unchanged' || !checked || ledger === null || refusals.length > 0) return;
  try {
    await renewList(task, context, ledger);
  } catch (error) {
    // Another run holds the list, or the ledger cannot be written here. The plan is good without the renewal.
    if (!(error instanceof DiagnosticError)) throw error;
  }
}

function writeSync(
  { declaration, id }: PlannedList,
  plan: MembersPlan,
  declared: DeclaredMembers,
  mustKnow: boolean,
): PlannedSync {
  const ledger = writeLedger(plan, declaration, id);
  const { state, adds, removes, held, unconfirmed, total, requests, missing, source } = plan;
  const counts = { adds, removes, held, total, invalid: source?.invalid ?? null, requests };
  const consents = [...plan.consents];
  const allowed = plan.allowed.map((each) => ({ ...each }));
  const members = {
    ...{ state, ...describeHow(declared), ...counts, consents },
    ...(plan.refusals.some(({ code }) => code === 'ledger-old')
      ? { notCompared: true as const }
      : {}),
    ...(unconfirmed > 0 ? { unconfirmed } : {}),
    ...(allowed.length > 0 ? { allowed } : {}),
  };
  if (missing === null || !mustKnow) {
    return { members, refusals: plan.refusals, missing, ledger };
  }
  const { code, message, hint } = describeUnknown(declaration, missing);
  return { members, refusals: [{ code, text: message, fix: hint }], missing: null, ledger };
}

/** Which copy of the ledger it was, but not its age: a plan does not depend on the time. */
function writeLedger(
  { ledger }: MembersPlan,
  { address }: Declaration,
  id: string | null,
): PlannedLedger | null {
  if (ledger === null || id === null) return null;
  const { generation, commits, writtenAt } = ledger;
  return { address, id, generation, commits, writtenAt };
}
