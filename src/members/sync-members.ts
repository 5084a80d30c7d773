/** Edge: makes a list's members what its source says, as far as the consents go. */
import type { MembersRemote } from '../model/remote/members-remote.ts';
import type { Problem } from '../model/remote/remote.ts';
import { keepsLedger } from './compare/choose-rule.ts';
import { type PreparedMembers, withPreparedMembers } from './compare/prepare-members.ts';
import { isGum } from './identifiers/identifier-types.ts';
import { hasOneForm } from './ledger/format/ledger-header.ts';
import { anyCount, recentMoments } from './ledger/format/ledger-moment.ts';
import { isWorthRewriting } from './ledger/is-worth-rewriting.ts';
import type { LedgerPlace } from './ledger/ledger-place.ts';
import type { LedgerLock } from './ledger/lock/lock-ledger.ts';
import { withLockedLedger } from './ledger/lock/with-locked-ledger.ts';
import { updateNote } from './ledger/note/update-note.ts';
import { openJournal } from './ledger/open-journal.ts';
import { readLedgerHead } from './ledger/open-ledger.ts';
import type { LedgerFile } from './ledger/read-ledger.ts';
import { renewLedger } from './ledger/renew-ledger.ts';
import { type NewLedger, writeLedger } from './ledger/write-ledger.ts';
import { type MembersResult, membersResult } from './members-result.ts';
import { ledgerPlace, lockOptions, type MembersContext, type MembersTask } from './members-task.ts';
import type { ChunkProgress } from './send/count-chunk.ts';
import { emptyList } from './send/empty-list.ts';
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
  let warnings: readonly Problem[] = [];
  if (basis === 'clear') {
    const refusal = await proveAdding(task, remote, lock);
    if (refusal) return membersResult(prepared, { ...nothingSent, end: refusal });
    const { answer, ledger: emptied } = await emptyList(place, lock, task.target, remote, clock);
    if (answer.outcome !== 'accepted') {
      const isCleared = answer.outcome === 'unknown' ? null : false;
      return membersResult(prepared, { ...nothingSent, requests: 1, end: answer }, isCleared);
    }
    ledger = emptied;
    warnings = answer.warnings ?? [];
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
    const sent = await sendChunks({
      task,
      brake: task,
      members,
      sending,
      invalidBefore,
      ...tools,
      ...options,
    });
    const requests = sent.requests + (basis === 'clear' ? 1 : 0);
    const all = { ...sent, requests, warnings: [...warnings, ...sent.warnings] };
    return membersResult(prepared, all, basis === 'clear');
  } finally {
    await journal?.close();
  }
}

/** The ledger that the chunks are written down in; null where none may be kept. */
async function readyLedger(
  { task, context, place, lock, prepared }: Sync,
  ledger: LedgerFile | null,
): Promise<LedgerFile | null> {
  const { basis, rule, members } = prepared;
  if (!keepsLedger(rule, context)) return null;
  const { sentForm } = rule;
  const caller = isGum(task.identifierType) ? task.gumCallerId : null;
  const now = context.clock.now();
  const write = (
    subject: Omit<NewLedger['subject'], 'sentForm'>,
    moments: NewLedger['moments'],
    tables: NewLedger['tables'] = [],
    goal: NewLedger['goal'] = null,
  ) => writeLedger(place, lock, { subject: { ...subject, sentForm }, tables, moments, goal, now });
  if (basis === 'unknown') {
    // Beside the note of a clear that was not finished, there may be the ledger of before.
    const before = (await readLedgerHead(place))?.header;
    const isSame = before?.sentForm === sentForm && before.gumCallerId === caller;
    const isOneForm = before?.isOneForm === true && isSame;
    return write({ coverage: 'part', gumCallerId: caller, isOneForm }, [anyCount(now)]);
  }
  const { coverage = 'whole' } = ledger?.header ?? {};
  const isOneForm = ledger === null || hasOneForm(ledger.header, false);
  // An earlier version did not write down the caller of those whom it has.
  const gumCallerId = ledger?.header.sentForm ? ledger.header.gumCallerId : caller;
  const subject = { coverage, gumCallerId, isOneForm };
  if (basis !== 'ledger' || ledger === null) {
    return write(subject, ledger?.moments ?? [{ time: now, held: 0, invalid: 0 }]);
  }
  if (!isWorthRewriting(ledger, members.count('held'), now)) return ledger;
  return write(subject, recentMoments(ledger.moments, now), members.tables(), ledger.goal);
}
