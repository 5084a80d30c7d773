/** Edge: makes a list's members what its source says, as far as the consents go. */
import type { MembersRemote } from '../model/remote/members-remote.ts';
import { keepsLedger } from './compare/choose-rule.ts';
import { type PreparedMembers, withPreparedMembers } from './compare/prepare-members.ts';
import { anyCount, recentMoments } from './ledger/format/ledger-moment.ts';
import { isWorthRewriting } from './ledger/is-worth-rewriting.ts';
import type { LedgerPlace } from './ledger/ledger-place.ts';
import type { LedgerLock } from './ledger/lock/lock-ledger.ts';
import { withLockedLedger } from './ledger/lock/with-locked-ledger.ts';
import { updateNote } from './ledger/note/update-note.ts';
import { openJournal } from './ledger/open-journal.ts';
import type { LedgerFile } from './ledger/read-ledger.ts';
import { renewLedger } from './ledger/renew-ledger.ts';
import { type NewLedger, writeLedger } from './ledger/write-ledger.ts';
import { type MembersResult, membersResult } from './members-result.ts';
import { ledgerPlace, lockOptions, type MembersContext, type MembersTask } from './members-task.ts';
import type { ChunkProgress } from './send/count-chunk.ts';
import { emptyList, noteUnknownList } from './send/empty-list.ts';
import { proveAdding } from './send/prove-adding.ts';
import { type SentChunks, sendChunks } from './send/send-chunks.ts';

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
 * @throws DiagnosticError where source or ledger cannot be read, or another run has locked the ledger.
 */
export async function syncMembers(
  task: MembersTask,
  context: MembersContext,
  remote: MembersRemote,
  options: SyncOptions = {},
): Promise<MembersResult> {
  const place = ledgerPlace(context, task.target, task.identifierType);
  return withLockedLedger(place, lockOptions(context), async (lock) => {
    if (context.ledgerOldKey !== null) await updateNote(place, lock, context.clock.now(), null);
    return withPreparedMembers(task, context, remote, (prepared) =>
      syncPrepared({ task, context, remote, options, place, lock, prepared }),
    );
  });
}

interface Sync {
  readonly task: MembersTask;
  readonly context: MembersContext;
  readonly remote: MembersRemote;
  readonly options: SyncOptions;
  readonly place: LedgerPlace;
  readonly lock: LedgerLock;
  readonly prepared: PreparedMembers;
}

async function syncPrepared(sync: Sync): Promise<MembersResult> {
  const { prepared } = sync;
  const { plan } = prepared;
  if (plan.refusals.length > 0)
    return { ...membersResult(prepared, nothingSent), outcome: 'refused' };
  if (plan.state !== 'unchanged') return sendPrepared(sync);
  const { basis, ledger } = prepared;
  const ready = basis === 'ledger' ? await readyLedger(sync, ledger) : ledger;
  // A ledger that was rewritten just now has its date.
  if (plan.checked && ledger !== null && ready === ledger) {
    const { place, lock, context } = sync;
    await renewLedger(place, ledger, lock, () => context.clock.now());
  }
  return membersResult(prepared, nothingSent);
}

const nothingSent: SentChunks = {
  ...{ added: 0, removed: 0, requests: 0, invalid: 0, invalidRemoved: 0 },
  ...{ notTaken: 0, inDoubt: 0, warnings: [], end: null },
};

async function sendPrepared(sync: Sync): Promise<MembersResult> {
  const { task, context, remote, options, place, lock, prepared } = sync;
  const { members, sending, basis } = prepared;
  const { clock } = context;
  let ledger: LedgerFile | null = prepared.ledger;
  let before: SentChunks = nothingSent;
  if (basis === 'clear') {
    const cleared = await clearFirst(sync);
    if (cleared.ledger === null) return membersResult(prepared, cleared.sent);
    ledger = cleared.ledger;
    before = cleared.sent;
  }
  ledger = await readyLedger(sync, ledger);
  // From now on, members of this type without a ledger are members that are not known.
  await updateNote(place, lock, clock.now(), task.identifierType);
  const now = () => clock.now();
  const journal =
    ledger === null ? null : await openJournal(place, ledger, lock, now, prepared.goal);
  try {
    const invalidBefore = ledger?.moments.at(-1)?.invalid ?? 0;
    const tools = { journal, lock, remote, clock };
    const queues = { task, brake: task, members, sending, invalidBefore };
    const sent = await sendChunks({ ...queues, ...tools, ...options });
    const requests = before.requests + sent.requests;
    const all = { ...sent, requests, warnings: [...before.warnings, ...sent.warnings] };
    return membersResult(prepared, all, basis === 'clear');
  } finally {
    await journal?.close();
  }
}

/**
 * Clears the list, once a first chunk has shown that it can be filled again.
 * @returns what was sent, and the note of the empty list; null where the list was not cleared.
 */
async function clearFirst(
  sync: Sync,
): Promise<{ readonly sent: SentChunks; readonly ledger: LedgerFile | null }> {
  const { task, context, remote, options, place, lock, prepared } = sync;
  const { members, sending } = prepared;
  const list = { place, lock, target: task.target, remote, clock: context.clock };
  const known = await noteUnknownList(list);
  const tools = { ...list, brake: task, invalidBefore: 0, journal: null };
  const proof = await proveAdding({ ...tools, ...options, task, members, sending });
  const stop = proof.end ?? (options.signal?.aborted ? 'interrupted' : null);
  if (stop !== null) {
    if (!mayHaveAdded(proof)) await known.bringBack();
    return { sent: { ...proof, end: stop }, ledger: null };
  }
  const { answer, ledger } = await emptyList(list);
  const requests = proof.requests + 1;
  if (answer.outcome !== 'accepted') return { sent: { ...proof, requests, end: answer }, ledger };
  const warnings = [...proof.warnings, ...(answer.warnings ?? [])];
  return { sent: { ...nothingSent, requests, warnings }, ledger };
}

function mayHaveAdded({ added, end }: SentChunks): boolean {
  return added > 0 || (typeof end === 'object' && end?.outcome === 'unknown');
}

/** The ledger that the chunks are written down in; null where none may be kept. */
async function readyLedger(
  { context, place, lock, prepared }: Sync,
  ledger: LedgerFile | null,
): Promise<LedgerFile | null> {
  const { basis, rule, members } = prepared;
  if (!keepsLedger(rule, context)) return null;
  const { sentForm } = rule;
  const now = context.clock.now();
  const write = (
    coverage: 'whole' | 'part',
    moments: NewLedger['moments'],
    tables: NewLedger['tables'] = [],
    goal: NewLedger['goal'] = null,
  ) => writeLedger(place, lock, { subject: { sentForm, coverage }, tables, moments, goal, now });
  if (basis === 'unknown') return write('part', [anyCount(now)]);
  const coverage = ledger?.header.coverage ?? 'whole';
  if (basis !== 'ledger' || ledger === null) {
    return write(coverage, ledger?.moments ?? [{ time: now, held: 0, invalid: 0 }]);
  }
  if (!isWorthRewriting(ledger, members.count('held'), now)) return ledger;
  return write(coverage, recentMoments(ledger.moments, now), members.tables(), ledger.goal);
}
