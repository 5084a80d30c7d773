/** Sends removals and additions in order, and writes down each step. */

import {
  type AmendAnswer,
  type AmendOperation,
  type MembersRemote,
  maxChunkIdentifiers,
} from '../../model/remote/members-remote.ts';
import type { Problem } from '../../model/remote/remote.ts';
import type { SentIdentifiers } from '../../model/remote/sent-identifiers.ts';
import type { LedgerLock } from '../ledger/lock/lock-ledger.ts';
import type { MembersTask } from '../members-task.ts';
import type { MarkedMembers, SentSelections } from '../table/create-member-store.ts';
import type { MemberQueue, QueuedMembers } from '../table/member-queue.ts';
import { sentMembers } from '../table/sent-members.ts';
import {
  type Accepted,
  type ChunkProgress,
  type ChunkTools,
  countChunk,
  type SendRun,
  splitChunk,
  whyStop,
} from './count-chunk.ts';

export interface SentChunks extends ChunkProgress, Readonly<Pick<SendRun, 'notTaken' | 'inDoubt'>> {
  /** What the API said beside chunks that it accepted, each once. */
  readonly warnings: readonly Problem[];
  /** What ended it early; null when all is sent. */
  readonly end:
    | Exclude<AmendAnswer, { readonly outcome: 'accepted' }>
    | 'interrupted'
    | 'too-many-invalid'
    /** It took no member of a request. */
    | 'none-taken'
    | null;
}

export interface Sending extends ChunkTools {
  readonly task: Pick<MembersTask, 'target' | 'identifierType' | 'gumCallerId'>;
  readonly members: Pick<MarkedMembers, 'count' | 'queue'>;
  readonly sending: SentSelections;
  readonly lock: Pick<LedgerLock, 'verify'>;
  /** Members that the API called invalid in earlier runs. */
  readonly invalidBefore: number;
  readonly remote: MembersRemote;
  /** Members in a request; 50,000 unless given. */
  readonly chunkSize?: number;
  readonly signal?: AbortSignal;
}

/** Removals go first: people who left must not stay on the list because an upload of others was cut off. */
export async function sendChunks(tools: Sending): Promise<SentChunks> {
  const { members, sending } = tools;
  const run: SendRun = {
    progress: { added: 0, removed: 0, requests: 0, invalid: 0, invalidRemoved: 0 },
    held: members.count('held'),
    excludesHeld: members.count('held excluded') > 0,
    invalid: tools.invalidBefore,
    size: tools.chunkSize ?? maxChunkIdentifiers,
    ...{ warnings: [], splits: mostSplits, notTaken: 0, inDoubt: 0 },
  };
  let end: SentChunks['end'] = null;
  for (const operation of ['remove', 'add'] as const) {
    if (end !== null || sending[operation] === null) continue;
    end = await sendQueue(tools, run, operation, members.queue(operation));
  }
  const { progress, warnings, notTaken, inDoubt } = run;
  return { ...progress, warnings, notTaken, inDoubt, end };
}

/**
 * How often a run may halve a chunk. It is enough to find a few people among thousands; a need for more means that the
 * API takes hardly anyone.
 */
const mostSplits = 40;

async function sendQueue(
  tools: Sending,
  run: SendRun,
  operation: AmendOperation,
  queue: MemberQueue,
  most: number = run.size,
): Promise<SentChunks['end']> {
  let size = most;
  let chunk = takeChunk(queue, size);
  for (;;) {
    const { count } = chunk.members.batch;
    if (count === 0) return null;
    if (tools.signal?.aborted) return 'interrupted';
    const { answer: answering } = await sendChunk(tools, run, operation, chunk);
    // While it is on its way, there is time to get the next one ready.
    const next = takeChunk(queue, size);
    const answer = await answering;
    run.progress = { ...run.progress, requests: run.progress.requests + 1 };
    if (answer.outcome === 'accepted') {
      const stop = await countOrSplit(tools, run, operation, chunk.members, answer);
      if (stop !== null) return stop;
      chunk = next;
      continue;
    }
    if (answer.outcome !== 'unknown') await tools.journal?.refuse(run.held);
    if (answer.outcome !== 'too-large' || count === 1) return answer;
    size = Math.ceil(count / 2);
    run.size = size;
    queue.putBack(next.members);
    queue.putBack(chunk.members);
    chunk = takeChunk(queue, size);
  }
}

/** @returns why no further chunk is sent; null where the next one may be. */
async function countOrSplit(
  tools: Sending,
  run: SendRun,
  operation: AmendOperation,
  members: QueuedMembers,
  answer: Accepted,
): Promise<SentChunks['end']> {
  const halves = splitChunk(tools, run, members, answer);
  if (halves !== null) {
    return sendQueue(tools, run, operation, halves, Math.ceil(members.batch.count / 2));
  }
  const isTaken = await countChunk(tools, run, operation, members, answer);
  return whyStop(tools.brake, operation, run.progress, isTaken);
}

interface Chunk {
  readonly members: QueuedMembers;
  readonly identifiers: SentIdentifiers;
}

function takeChunk(queue: MemberQueue, size: number): Chunk {
  const members = queue.take(size);
  const identifiers = sentMembers(members.batch);
  const json = identifiers.json();
  return { members, identifiers: { ...identifiers, json: () => json } };
}

/**
 * Nothing is sent before the ledger says that it may have been.
 * @returns when the request is on its way.
 */
async function sendChunk(
  { task, journal, lock, remote }: Sending,
  run: SendRun,
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
  // It is awaited a moment later; until then, a rejection is no unhandled one.
  answer.catch(() => {});
  await new Promise((resolve) => setImmediate(resolve));
  return { answer };
}
