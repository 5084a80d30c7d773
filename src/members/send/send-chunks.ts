/** Sends what is to be removed and added, in order, and writes down each step. */

import type { AmendAnswer, MembersRemote } from '../../model/remote/members-remote.ts';
import { type AmendOperation, maxChunkIdentifiers } from '../../model/remote/members-remote.ts';
import type { Clock, Problem } from '../../model/remote/remote.ts';
import { isTooMany } from '../brakes/find-brakes.ts';
import type { LedgerLock } from '../ledger/lock/lock-ledger.ts';
import type { Journal } from '../ledger/open-journal.ts';
import type { MembersTask } from '../members-task.ts';
import type { SentSelections, SettledMembers } from '../table/create-member-store.ts';
import { identifiersOf } from '../table/member-batch.ts';
import type { MemberQueue, QueuedMembers } from '../table/member-queue.ts';

export interface ChunkProgress {
  /** Those whom the API took. */
  readonly added: number;
  readonly removed: number;
  readonly requests: number;
  /** Sent to be added, and not taken: the API called them invalid. */
  readonly invalid: number;
  /** The same of those sent to be removed. */
  readonly invalidRemoved: number;
}

export interface SentChunks extends ChunkProgress {
  /** What the API said beside chunks that it accepted, each once. */
  readonly warnings: readonly Problem[];
  /** What ended it early; null when all is sent. */
  readonly end:
    | Exclude<AmendAnswer, { readonly outcome: 'accepted' }>
    | 'interrupted'
    | 'too-many-invalid'
    /** Of one request, it took nobody. */
    | 'none-taken'
    | null;
}

export interface Sending {
  readonly task: Pick<MembersTask, 'target' | 'identifierType' | 'gumCallerId'>;
  readonly members: Pick<SettledMembers, 'count' | 'queue'>;
  readonly sending: SentSelections;
  /** What stops it where the API calls many invalid; null where it goes on, whatever the API calls them. */
  readonly brake: Pick<MembersTask, 'mode' | 'consents'> | null;
  /** Null where nothing may be kept. */
  readonly journal: Journal | null;
  readonly lock: Pick<LedgerLock, 'verify'>;
  /** Members that the API called invalid in earlier runs. */
  readonly invalidBefore: number;
  readonly remote: MembersRemote;
  readonly clock: Clock;
  /** Members in a request; 50,000 unless given. */
  readonly chunkSize?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ChunkProgress) => void;
}

/** Removals go first: who left must not stay because an upload of others was cut off. */
export async function sendChunks(tools: Sending): Promise<SentChunks> {
  const { members, sending } = tools;
  const run: Run = {
    progress: { added: 0, removed: 0, requests: 0, invalid: 0, invalidRemoved: 0 },
    held: members.count('held'),
    invalid: tools.invalidBefore,
    size: tools.chunkSize ?? maxChunkIdentifiers,
    warnings: [],
  };
  for (const operation of ['remove', 'add'] as const) {
    if (sending[operation] === null) continue;
    const end = await sendQueue(tools, run, operation, members.queue(operation));
    if (end !== null) return { ...run.progress, warnings: run.warnings, end };
  }
  return { ...run.progress, warnings: run.warnings, end: null };
}

/** How far it has come. */
interface Run {
  progress: ChunkProgress;
  held: number;
  /** At most how many of these the API calls invalid. */
  invalid: number;
  readonly warnings: Problem[];
  /** Members in a chunk; halved when the API finds one too large. */
  size: number;
}

async function sendQueue(
  tools: Sending,
  run: Run,
  operation: AmendOperation,
  queue: MemberQueue,
): Promise<SentChunks['end']> {
  let chunk = prepare(queue, run.size);
  for (;;) {
    const { count } = chunk.members.batch;
    if (count === 0) return null;
    if (tools.signal?.aborted) return 'interrupted';
    const { answer: answering } = await sendChunk(tools, run, operation, chunk);
    // While it is on its way, there is time to get the next one ready.
    const next = prepare(queue, run.size);
    const answer = await answering;
    run.progress = { ...run.progress, requests: run.progress.requests + 1 };
    if (answer.outcome === 'accepted') {
      const isTaken = await settle(tools, run, operation, chunk.members, answer);
      const stop = whyStop(tools.brake, operation, run.progress, isTaken);
      if (stop !== null) return stop;
      chunk = next;
      continue;
    }
    if (answer.outcome !== 'unknown') await tools.journal?.refuse(run.held);
    if (answer.outcome !== 'too-large' || count === 1) return answer;
    run.size = Math.ceil(count / 2);
    queue.putBack(next.members);
    queue.putBack(chunk.members);
    chunk = prepare(queue, run.size);
  }
}

function noteWarnings({ warnings }: Run, told: readonly Problem[]): void {
  for (const each of told) {
    const isKnown = warnings.some(
      ({ code, detail }) => code === each.code && detail === each.detail,
    );
    if (!isKnown) warnings.push(each);
  }
}

/**
 * The API took nobody of a request, or calls so many invalid that the rest is better not sent. Those whom a mirror removes
 * may well be the ones that it always called so.
 */
function whyStop(
  brake: Sending['brake'],
  operation: AmendOperation,
  { added, removed, invalid, invalidRemoved }: ChunkProgress,
  isTaken: boolean,
): 'none-taken' | 'too-many-invalid' | null {
  if (brake === null || brake.consents.calledInvalid) return null;
  if (!isTaken) return 'none-taken';
  const { mode, consents } = brake;
  const { maxInvalidPercent } = consents;
  const [part, taken] = operation === 'add' ? [invalid, added] : [invalidRemoved, removed];
  const counts = operation === 'add' || mode === 'remove';
  const isMany = counts && isTooMany(part, part + taken, maxInvalidPercent);
  return isMany ? 'too-many-invalid' : null;
}

interface Chunk {
  readonly members: QueuedMembers;
  /** As they go on the wire. */
  readonly identifiers: readonly string[];
}

function prepare(queue: MemberQueue, size: number): Chunk {
  const members = queue.take(size);
  return { members, identifiers: identifiersOf(members.batch) };
}

/**
 * Writes down what the API took. Of a removal by name that it took in part, it is not known who is still on
 * the list: the ledger keeps them as people of whom nobody knows.
 * @returns whether it took anybody.
 */
async function settle(
  { brake, journal, clock, onProgress }: Sending,
  run: Run,
  operation: AmendOperation,
  { batch, held }: QueuedMembers,
  { invalid: chunkInvalid, warnings = [] }: Extract<AmendAnswer, { readonly outcome: 'accepted' }>,
): Promise<boolean> {
  noteWarnings(run, warnings);
  run.progress = advance(run.progress, operation, batch.count, chunkInvalid ?? 0);
  // A mirror removes some that were called so when they were added, and were never on the list.
  const isKnown = operation === 'remove' && brake?.mode === 'mirror' && batch.count <= run.invalid;
  if (chunkInvalid === batch.count && !isKnown) {
    onProgress?.(run.progress);
    await journal?.refuse(run.held);
    return false;
  }
  run.held += (operation === 'add' ? batch.count : 0) - held;
  const isByName = operation === 'remove' && (brake === null || brake.mode === 'remove');
  if (isByName && (chunkInvalid ?? 0) > 0) {
    run.invalid = Math.min(run.held, run.invalid);
    onProgress?.(run.progress);
    return true;
  }
  const more =
    operation === 'add'
      ? (chunkInvalid ?? 0)
      : // Of those removed, some may not have been on the list, and were invalid all the same.
        -Math.max(0, (chunkInvalid ?? 0) - (batch.count - held));
  run.invalid = Math.min(run.held, Math.max(0, run.invalid + more));
  const { invalid } = run;
  // It is on the list, also where it cannot be written down.
  onProgress?.(run.progress);
  journal?.accept({ time: clock.now(), held: run.held, invalid });
  return true;
}

/**
 * Nothing is sent before the ledger says that it may have been.
 * @returns when the request is on its way.
 */
async function sendChunk(
  { task, journal, lock, remote }: Sending,
  run: Run,
  operation: AmendOperation,
  { members: { batch, held }, identifiers }: Chunk,
): Promise<{ readonly answer: Promise<AmendAnswer> }> {
  await journal?.begin(operation, batch, run.held - held);
  const { target, identifierType, gumCallerId } = task;
  // A run that stood still in a request is not to send it once more: the list may be another run's by then.
  const mayTry = () => lock.verify();
  await mayTry();
  const answer = remote.amend({
    ...{ target, operation, identifierType, gumCallerId, identifiers },
    mayTry,
  });
  // It is waited for a moment later; until then, nobody is to complain about how it ended.
  answer.catch(() => {});
  await new Promise((resolve) => setImmediate(resolve));
  return { answer };
}

function advance(
  progress: ChunkProgress,
  operation: AmendOperation,
  count: number,
  invalid: number,
): ChunkProgress {
  return operation === 'add'
    ? { ...progress, added: progress.added + count - invalid, invalid: progress.invalid + invalid }
    : {
        ...progress,
        removed: progress.removed + count - invalid,
        invalidRemoved: progress.invalidRemoved + invalid,
      };
}
