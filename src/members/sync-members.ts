/** Edge: makes a list's members what its source says, as far as the consents go. */
import type { MembersRemote } from '../model/members-remote.ts';
import type { Comparison } from './compare-members.ts';
import type { MemberTable } from './create-member-table.ts';
import { emptyList } from './empty-list.ts';
import { isWorthRewriting } from './is-worth-rewriting.ts';
import { anyCount, recentMoments } from './ledger-moment.ts';
import type { LedgerPlace } from './ledger-place.ts';
import type { MembersProblem, MembersResult } from './members-result.ts';
import { ledgerPlace, type MembersContext, type MembersTask } from './members-task.ts';
import { openJournal } from './open-journal.ts';
import { type PreparedMembers, prepareMembers } from './prepare-members.ts';
import type { LedgerFile } from './read-ledger.ts';
import { type ChunkProgress, type SentChunks, sendChunks } from './send-chunks.ts';
import { withLockedLedger } from './with-locked-ledger.ts';
import { writeLedger } from './write-ledger.ts';

export interface SyncOptions {
  /** Members in a request; 50,000 unless given, which is the most that the API takes. */
  readonly chunkSize?: number;
  /** Ends it between two chunks. */
  readonly signal?: AbortSignal;
  /** Called after each chunk that was accepted. */
  readonly onProgress?: (progress: ChunkProgress) => void;
}

/**
 * Plans, and sends the plan unless it refuses itself. What the API answers is in the result.
 * @throws DiagnosticError where source or ledger cannot be read, or another run has the list.
 */
export async function syncMembers(
  task: MembersTask,
  context: MembersContext,
  remote: MembersRemote,
  options: SyncOptions = {},
): Promise<MembersResult> {
  const place = ledgerPlace(context, task.target);
  return withLockedLedger(place, () => syncLocked(place, task, context, remote, options));
}

async function syncLocked(
  place: LedgerPlace,
  task: MembersTask,
  context: MembersContext,
  remote: MembersRemote,
  options: SyncOptions,
): Promise<MembersResult> {
  const prepared = await prepareMembers(task, context, remote);
  const { plan } = prepared;
  const nothing = { ...nothingSent, end: null };
  if (plan.refusals.length > 0) return { ...resultOf(prepared, nothing), outcome: 'refused' };
  const sync = { task, context, remote, options, place, prepared };
  if (plan.state !== 'unchanged') return carryOut(sync);
  if (prepared.basis === 'ledger') await readyLedger(sync, prepared.ledger);
  return resultOf(prepared, nothing);
}

const nothingSent: ChunkProgress = { added: 0, removed: 0, requests: 0, invalid: 0 };

interface Sync {
  readonly task: MembersTask;
  readonly context: MembersContext;
  readonly remote: MembersRemote;
  readonly options: SyncOptions;
  readonly place: LedgerPlace;
  readonly prepared: PreparedMembers;
}

async function carryOut(sync: Sync): Promise<MembersResult> {
  const { task, context, remote, options, place, prepared } = sync;
  const { comparison, removal, basis } = prepared;
  let ledger: LedgerFile | null = prepared.ledger;
  if (basis === 'clear') {
    const { answer, ledger: emptied } = await emptyList(place, task.target, remote, context.clock);
    if (answer.outcome !== 'accepted') {
      return resultOf(prepared, { ...nothingSent, requests: 1, end: answer });
    }
    ledger = emptied;
  }
  ledger = await readyLedger(sync, ledger);
  const journal = ledger === null ? null : await openJournal(place, ledger);
  try {
    const invalidBefore = ledger?.moments.at(-1)?.invalid ?? 0;
    const { clock } = context;
    const sending = { task, comparison, removal, journal, invalidBefore, remote, clock };
    const sent = await sendChunks({ ...sending, ...options });
    const requests = sent.requests + (basis === 'clear' ? 1 : 0);
    return resultOf(prepared, { ...sent, requests }, basis === 'clear');
  } finally {
    await journal?.close();
  }
}

/** The ledger that the chunks are written down in; null where none may be kept. */
async function readyLedger(
  { task, context, place, prepared }: Sync,
  ledger: LedgerFile | null,
): Promise<LedgerFile | null> {
  const { basis, rule, comparison } = prepared;
  if (rule.encoding === 'text' && context.ledgerKey === null) return null;
  const { identifierType } = task;
  const { sentForm } = rule;
  const now = context.clock.now();
  if (basis === 'unknown') {
    const subject = { identifierType, sentForm, coverage: 'part' } as const;
    return writeLedger(place, subject, [], [anyCount(now)]);
  }
  const subject = { identifierType, sentForm, coverage: ledger?.header.coverage ?? 'whole' };
  if (basis !== 'ledger' || ledger === null) {
    const moments = ledger?.moments ?? [{ time: now, held: 0, invalid: 0 }];
    return writeLedger(place, subject, [], moments);
  }
  if (!isWorthRewriting(ledger, place, comparison.count('held'), now)) return ledger;
  return writeLedger(place, subject, tablesOf(comparison), recentMoments(ledger.moments, now));
}

async function* tablesOf({ shares, open }: Comparison): AsyncIterable<MemberTable> {
  for (let share = 0; share < shares; share += 1) yield await open(share, true);
}

function resultOf({ plan }: PreparedMembers, sent: SentChunks, cleared = false): MembersResult {
  const { added, removed, requests, invalid, end } = sent;
  const { address } = plan;
  const counts = { added, removed, cleared, requests, invalid };
  if (end === null) return { address, outcome: 'done', plan, ...counts, problem: null };
  if (end === 'interrupted') return { address, outcome: end, plan, ...counts, problem: null };
  const outcome = end.outcome === 'unknown' ? 'unknown' : 'failed';
  return { address, outcome, plan, ...counts, problem: problemOf(end) };
}

function problemOf(end: Exclude<SentChunks['end'], 'interrupted' | null>): MembersProblem {
  const told =
    end.outcome === 'too-large' ? undefined : end.problems.find((each) => !each.deprecation);
  if (told) return { code: told.code, detail: told.detail, traceId: told.traceId };
  const detail = end.outcome === 'too-large' ? 'the API takes not even one identifier' : null;
  return { code: 'api-refused', detail, traceId: null };
}
