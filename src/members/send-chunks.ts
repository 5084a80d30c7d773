/** Sends what is to be removed and added, in order, and writes down each step. */

import type { AmendAnswer, MembersRemote } from '../model/members-remote.ts';
import { type AmendOperation, maxChunkIdentifiers } from '../model/members-remote.ts';
import type { Clock } from '../model/remote.ts';
import type { Comparison } from './compare-members.ts';
import type { MemberSelection, MemberTable } from './create-member-table.ts';
import type { MembersTask } from './members-task.ts';
import type { Journal } from './open-journal.ts';

export interface ChunkProgress {
  readonly added: number;
  readonly removed: number;
  readonly requests: number;
  readonly invalid: number;
}

export interface SentChunks extends ChunkProgress {
  /** What ended it early; null when all is sent. */
  readonly end: Exclude<AmendAnswer, { readonly outcome: 'accepted' }> | 'interrupted' | null;
}

export interface Sending {
  readonly task: MembersTask;
  readonly comparison: Pick<Comparison, 'shares' | 'count' | 'open'>;
  readonly removal: MemberSelection | null;
  /** Null where nothing may be kept. */
  readonly journal: Journal | null;
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
export async function sendChunks(sending: Sending): Promise<SentChunks> {
  const { task, comparison, removal, journal } = sending;
  const selections: (readonly [AmendOperation, MemberSelection])[] = [];
  if (removal !== null) selections.push(['remove', removal]);
  if (task.mode !== 'remove') selections.push(['add', 'add']);

  const run: Run = {
    progress: { added: 0, removed: 0, requests: 0, invalid: 0 },
    held: comparison.count('held'),
    size: sending.chunkSize ?? maxChunkIdentifiers,
  };
  for (const [operation, selection] of selections) {
    for (let share = 0; share < comparison.shares; share += 1) {
      if (comparison.count(selection) === 0) break;
      const table = await comparison.open(share, journal !== null);
      const end = await sendSelection({ ...sending, table }, run, operation, selection);
      if (end !== null) return { ...run.progress, end };
    }
  }
  return { ...run.progress, end: null };
}

/** How far it has come. */
interface Run {
  progress: ChunkProgress;
  held: number;
  /** Members in a chunk; halved when the API finds one too large. */
  size: number;
}

/** What is sent from, a share at a time. */
interface SendingShare extends Sending {
  readonly table: MemberTable;
}

async function sendSelection(
  sending: SendingShare,
  run: Run,
  operation: AmendOperation,
  selection: MemberSelection,
): Promise<SentChunks['end']> {
  let from = 0;
  for (;;) {
    const numbers = sending.table.select(selection, from, run.size);
    const last = numbers.at(-1);
    if (last === undefined) return null;
    if (sending.signal?.aborted) return 'interrupted';
    const answer = await sendChunk(sending, operation, numbers);
    run.progress = { ...run.progress, requests: run.progress.requests + 1 };
    if (answer.outcome === 'accepted') {
      await settle(sending, run, operation, numbers, answer.invalid ?? 0);
      from = last + 1;
      continue;
    }
    if (answer.outcome !== 'unknown') await sending.journal?.refuse();
    if (answer.outcome !== 'too-large' || numbers.length === 1) return answer;
    run.size = Math.ceil(numbers.length / 2);
  }
}

async function settle(
  { table, journal, invalidBefore, clock, onProgress }: SendingShare,
  run: Run,
  operation: AmendOperation,
  numbers: readonly number[],
  chunkInvalid: number,
): Promise<void> {
  const heldBefore = table.markNumbers(numbers, operation === 'add' ? 'held' : 'absent');
  run.held += (operation === 'add' ? numbers.length : 0) - heldBefore;
  run.progress = advance(run.progress, operation, numbers.length, chunkInvalid);
  const invalid = invalidBefore + run.progress.invalid;
  await journal?.accept({ time: clock.now(), held: run.held, invalid });
  onProgress?.(run.progress);
}

async function sendChunk(
  { task, table, journal, remote }: SendingShare,
  operation: AmendOperation,
  numbers: readonly number[],
): Promise<AmendAnswer> {
  await journal?.begin(operation, table.batch(numbers));
  const { target, identifierType, gumCallerId } = task;
  const identifiers = table.identifiers(numbers);
  return remote.amend({ target, operation, identifierType, gumCallerId, identifiers });
}

function advance(
  progress: ChunkProgress,
  operation: AmendOperation,
  count: number,
  invalid: number,
): ChunkProgress {
  return operation === 'add'
    ? { ...progress, added: progress.added + count, invalid: progress.invalid + invalid }
    : { ...progress, removed: progress.removed + count };
}
