/** Edge: makes a list's members what its source says, as far as the consents go. */
import type { MembersRemote } from '../model/remote/members-remote.ts';
import type { Problem } from '../model/remote/remote.ts';
import { consentTo } from './brakes/member-consents.ts';
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
import type { MembersProblem, MembersResult } from './members-result.ts';
import { ledgerPlace, lockOptions, type MembersContext, type MembersTask } from './members-task.ts';
import { emptyList } from './send/empty-list.ts';
import { proveAdding } from './send/prove-adding.ts';
import { type ChunkProgress, type SentChunks, sendChunks } from './send/send-chunks.ts';

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
  const nothing = { ...nothingSent, warnings: [], end: null };
  if (plan.refusals.length > 0) return { ...resultOf(prepared, nothing), outcome: 'refused' };
  if (plan.state !== 'unchanged') return sendPrepared(sync);
  const { basis, ledger } = prepared;
  const ready = basis === 'ledger' ? await readyLedger(sync, ledger) : ledger;
  // One that was written anew just now has its date.
  if (plan.checked && ledger !== null && ready === ledger) {
    const { place, lock, context } = sync;
    await renewLedger(place, ledger, lock, () => context.clock.now());
  }
  return resultOf(prepared, nothing);
}

const nothingSent: ChunkProgress = {
  ...{ added: 0, removed: 0, requests: 0 },
  ...{ invalid: 0, invalidRemoved: 0 },
};

async function sendPrepared(sync: Sync): Promise<MembersResult> {
  const { task, context, remote, options, place, lock, prepared } = sync;
  const { members, sending, basis } = prepared;
  const { clock } = context;
  let ledger: LedgerFile | null = prepared.ledger;
  let warnings: readonly Problem[] = [];
  if (basis === 'clear') {
    const refusal = await proveAdding(task, remote, lock);
    if (refusal) return resultOf(prepared, { ...nothingSent, warnings: [], end: refusal });
    const { answer, ledger: emptied } = await emptyList(place, lock, task.target, remote, clock);
    if (answer.outcome !== 'accepted') {
      return resultOf(prepared, { ...nothingSent, warnings: [], requests: 1, end: answer });
    }
    ledger = emptied;
    warnings = answer.warnings ?? [];
  }
  ledger = await readyLedger(sync, ledger);
  // From now on, a ledger that is not here is one that is missing.
  if (ledger !== null) await updateNote(place, lock, clock.now(), task.identifierType);
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
    const told = { ...sent, requests, warnings: [...warnings, ...sent.warnings] };
    return resultOf(prepared, told, basis === 'clear');
  } finally {
    await journal?.close();
  }
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

function resultOf(
  { plan, limits }: PreparedMembers,
  sent: SentChunks,
  cleared = false,
): MembersResult {
  const { added, removed, requests, end } = sent;
  const { address } = plan;
  const invalid = sent.invalid + sent.invalidRemoved;
  const refusedBy = refusalOf(end);
  const warnings = sent.warnings.map(plainProblem);
  const counts = { added, removed, cleared, requests, invalid, warnings, refusedBy };
  if (end === null) return { address, outcome: 'done', plan, ...counts, problem: null };
  if (end === 'interrupted') return { address, outcome: end, plan, ...counts, problem: null };
  if (end === 'too-many-invalid') {
    return {
      address,
      outcome: 'failed',
      plan,
      ...counts,
      problem: tooManyInvalid(sent, limits.maxInvalidPercent),
    };
  }
  if (end === 'none-taken') {
    return { address, outcome: 'failed', plan, ...counts, problem: noneTaken };
  }
  const outcome = end.outcome === 'unknown' ? 'unknown' : 'failed';
  return { address, outcome, plan, ...counts, problem: problemOf(end) };
}

export function plainProblem({ code, detail, traceId }: Problem): MembersProblem {
  return { code, detail, traceId };
}

function refusalOf(end: SentChunks['end']): MembersResult['refusedBy'] {
  if (end === null || typeof end === 'string' || end.outcome !== 'refused') return null;
  return end.status === null ? null : { status: end.status, hint: end.hint ?? null };
}

/** Which ones, the API does not tell. */
function tooManyInvalid(
  { added, removed, invalid, invalidRemoved }: SentChunks,
  maxPercent: number,
): MembersProblem {
  const isAdd = added + invalid > 0;
  const [part, whole] = isAdd
    ? [invalid, added + invalid]
    : [invalidRemoved, removed + invalidRemoved];
  return {
    code: 'members-called-invalid-limit',
    detail: `the API called ${part} of ${whole} identifiers invalid, and at most ${maxPercent} % may be: nothing more was sent. Check "format", "column" and the identifier type; if it is meant, give --${consentTo('invalid')}`,
    traceId: null,
  };
}

const noneTaken: MembersProblem = {
  code: 'members-not-taken',
  detail: `none of that request is written down as added or removed, and nothing more was sent. Check "format", "column" and the identifier type; if it is meant, give --${consentTo('invalid')}`,
  traceId: null,
};

export function problemOf(end: Exclude<SentChunks['end'], string | null>): MembersProblem {
  const told =
    end.outcome === 'too-large' ? undefined : end.problems.find((each) => !each.deprecation);
  const hint = end.outcome === 'refused' && end.hint !== undefined ? { hint: end.hint } : {};
  if (told) return { ...plainProblem(told), ...hint };
  const detail = end.outcome === 'too-large' ? 'the API takes not even one identifier' : null;
  return { code: 'api-refused', detail, traceId: null, ...hint };
}
