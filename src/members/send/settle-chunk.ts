/** What a chunk that the API has accepted changes: in the ledger, in the counts, and for what comes next. */
import type { AmendAnswer, AmendOperation } from '../../model/remote/members-remote.ts';
import type { Clock, Problem } from '../../model/remote/remote.ts';
import { isTooMany } from '../brakes/find-brakes.ts';
import type { Journal } from '../ledger/open-journal.ts';
import type { MembersTask } from '../members-task.ts';
import type { QueuedMembers } from '../table/member-queue.ts';

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

export interface Settling {
  /** What stops it where the API calls many invalid; null where it goes on, whatever the API calls them. */
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
}

/**
 * Writes down what the API took. Where it took a removal in part, and those that it called invalid when they were
 * added do not explain the rest, it is not known who is still on the list. The ledger keeps all of the chunk as
 * unsure: the next run sends them again, and `forget` finds them.
 * @returns whether it took anybody.
 */
export async function settleChunk(
  { brake, journal, clock, onProgress }: Settling,
  run: SendRun,
  operation: AmendOperation,
  { batch: { count }, held }: QueuedMembers,
  answer: Extract<AmendAnswer, { readonly outcome: 'accepted' }>,
): Promise<boolean> {
  noteWarnings(run, answer.warnings ?? []);
  const invalid = answer.invalid ?? 0;
  run.progress = advance(run.progress, operation, count, invalid);
  // What is called invalid when it is added is never on the list. A removal by name is no such case: it names people.
  const isByName = brake === null || brake.mode === 'remove';
  const isExplained = operation === 'remove' && !isByName && invalid <= run.invalid;
  if (invalid === count && !isExplained) {
    onProgress?.(run.progress);
    await journal?.refuse(run.held);
    return false;
  }
  run.held += (operation === 'add' ? count : 0) - held;
  if (operation === 'remove' && invalid > 0 && !isExplained) {
    run.invalid = Math.min(run.held, run.invalid);
    onProgress?.(run.progress);
    return true;
  }
  const more =
    operation === 'add'
      ? invalid
      : // Of those removed, some may not have been on the list, and were invalid all the same.
        -Math.max(0, invalid - (count - held));
  run.invalid = Math.min(run.held, Math.max(0, run.invalid + more));
  // It is on the list, also where it cannot be written down.
  onProgress?.(run.progress);
  journal?.accept({ time: clock.now(), held: run.held, invalid: run.invalid });
  return true;
}

/**
 * The API took nobody of a request, or calls so many invalid that the rest is better not sent. Those whom a mirror removes
 * may well be the ones that it always called so.
 */
export function whyStop(
  brake: Settling['brake'],
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

function noteWarnings({ warnings }: SendRun, told: readonly Problem[]): void {
  for (const each of told) {
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
