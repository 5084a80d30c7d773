/** The effects of a chunk that the API has accepted: on the ledger, on the counts, and on the next chunk. */
import type { AmendAnswer, AmendOperation } from '../../model/remote/members-remote.ts';
import type { Clock, Problem } from '../../model/remote/remote.ts';
import { isTooMany } from '../brakes/find-brakes.ts';
import type { LedgerMoment } from '../ledger/format/ledger-moment.ts';
import type { Journal } from '../ledger/open-journal.ts';
import type { MembersTask } from '../members-task.ts';
import { createMemberQueue, type MemberQueue, type QueuedMembers } from '../table/member-queue.ts';

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

export interface ChunkTools {
  /**
   * What stops the run where the API calls many identifiers invalid. Null for people to forget: they are removed
   * even then, and each removal has to be confirmed.
   */
  readonly brake: Pick<MembersTask, 'mode' | 'consents'> | null;
  /** Null where nothing may be kept. */
  readonly journal: Journal | null;
  readonly clock: Clock;
  readonly onProgress?: (progress: ChunkProgress) => void;
}

/** How far it has come. */
export interface SendRun {
  progress: ChunkProgress;
  held: number;
  /** At most how many of these the API calls invalid. */
  invalid: number;
  readonly warnings: Problem[];
  /** Members in a chunk; halved when the API finds one too large. */
  size: number;
  /** How many chunks that are taken in part may still be sent again in halves. */
  splits: number;
  /** Some of those on the list must not be there, and each of their removals has to be confirmed. */
  readonly excludesHeld: boolean;
  /** Removals that were sent and not taken, for no reason that is known. */
  notTaken: number;
  /** Removals of chunks that were taken in part: it is not known which of them. */
  inDoubt: number;
}

export type Accepted = Extract<AmendAnswer, { readonly outcome: 'accepted' }>;

/**
 * Counts what the API took, and writes it down.
 * @returns whether it took any member.
 */
export async function countChunk(
  tools: ChunkTools,
  run: SendRun,
  operation: AmendOperation,
  { batch: { count }, held }: QueuedMembers,
  answer: Accepted,
): Promise<boolean> {
  noteWarnings(run, answer.warnings ?? []);
  const invalid = answer.invalid ?? 0;
  run.progress = advance(run.progress, operation, count, invalid);
  const moment =
    operation === 'add'
      ? countAdded(run, count, held, invalid)
      : countRemoved(tools.brake, run, count, held, invalid);
  // It is on the list, or off it, also where that cannot be written down.
  tools.onProgress?.(run.progress);
  if (moment === 'not-taken') await tools.journal?.refuse(run.held);
  else if (moment !== 'in-doubt') tools.journal?.accept({ time: tools.clock.now(), ...moment });
  return moment !== 'not-taken';
}

/** How many the list holds after a chunk, and how many of these the API calls invalid. */
type Held = Omit<LedgerMoment, 'time'>;

function countAdded(run: SendRun, count: number, held: number, invalid: number) {
  if (invalid === count) return 'not-taken';
  run.held += count - held;
  run.invalid += invalid;
  return heldNow(run);
}

/**
 * Where the API took a removal in part, and those that it called invalid when they were added do not explain the rest,
 * it is not known who is still on the list. The ledger keeps all of the chunk as unsure: the next run sends them again,
 * and `forget` finds them.
 */
function countRemoved(
  brake: ChunkTools['brake'],
  run: SendRun,
  count: number,
  held: number,
  invalid: number,
): Held | 'not-taken' | 'in-doubt' {
  const isExplained = isExplainedByAdding(brake, run, invalid);
  if (invalid === count && !isExplained) {
    run.notTaken += count;
    return 'not-taken';
  }
  run.held -= held;
  const isInDoubt = invalid > 0 && !isExplained;
  if (isInDoubt) run.inDoubt += count;
  // Of those removed, some may not have been on the list, and were invalid all the same.
  else run.invalid -= Math.max(0, invalid - (brake === null ? 0 : count - held));
  // Of people to forget, those whose half comes next are not held any more, and count.
  if (brake !== null) run.invalid = heldNow(run).invalid;
  return isInDoubt ? 'in-doubt' : heldNow(run);
}

function heldNow({ held, invalid }: SendRun): Held {
  return { held, invalid: Math.min(held, Math.max(0, invalid)) };
}

/**
 * Whether a mirror may take those whom the API did not remove for those whom it called invalid when they were added. The ledger
 * has their number and not who they are, so this is no proof: people to forget or to exclude, and a removal by name, need an
 * answer of their own.
 */
function isExplainedByAdding(brake: ChunkTools['brake'], run: SendRun, invalid: number): boolean {
  return brake?.mode === 'mirror' && !run.excludesHeld && invalid <= run.invalid;
}

/**
 * A chunk of people to forget, where the API took a part of them: sent again in halves, it shows who they
 * are. Until then the ledger has them as unsure, since nothing follows what it says of the chunk.
 * @returns members to send again; null where the chunk is not split.
 */
export function splitChunk(
  { brake }: Pick<ChunkTools, 'brake'>,
  run: SendRun,
  { batch: { count }, held, pieces }: QueuedMembers,
  { invalid, warnings }: Accepted,
): MemberQueue | null {
  const isPart = invalid !== null && invalid > 0 && invalid < count;
  if (brake !== null || !isPart || run.splits === 0) return null;
  noteWarnings(run, warnings ?? []);
  run.splits -= 1;
  run.held -= held;
  return createMemberQueue(pieces.map(({ batch }) => ({ batch, mark: 'absent' })));
}

/**
 * The API took no member of a request, or calls so many invalid that the rest is better not sent. Those whom a mirror removes
 * may be the ones that it always called so.
 */
export function whyStop(
  brake: ChunkTools['brake'],
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

function noteWarnings({ warnings }: SendRun, more: readonly Problem[]): void {
  for (const each of more) {
    const isKnown = warnings.some(
      ({ code, detail }) => code === each.code && detail === each.detail,
    );
    if (!isKnown) warnings.push(each);
  }
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
