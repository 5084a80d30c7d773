/** Members to send, in a fixed order, as many at a time as a request takes. */
import type { MemberSelection, MemberTable } from './create-member-table.ts';
import type { MarkedBatch } from './create-part-file.ts';
import { joinBatches, type MemberBatch, sliceBatch } from './member-batch.ts';

export interface MemberQueue {
  /** The next ones, at most so many; none at the end. */
  take(most: number): QueuedMembers;
  /** Puts back what was taken last, so that it comes next. */
  putBack(members: QueuedMembers): void;
}

export interface QueuedMembers {
  readonly batch: MemberBatch;
  /** How many of them are held by the list. */
  readonly held: number;
  readonly pieces: readonly MarkedBatch[];
}

/** @param stored members in their order, those who are held marked so. */
export function createMemberQueue(stored: Iterable<MarkedBatch>): MemberQueue {
  const rest = stored[Symbol.iterator]();
  const ready: MarkedBatch[] = [];

  function nextPiece(most: number): MarkedBatch | null {
    const piece = ready.pop() ?? takeStored();
    if (piece === null || piece.batch.count <= most) return piece;
    const { batch, mark } = piece;
    ready.push({ batch: sliceBatch(batch, most, batch.count), mark });
    return { batch: sliceBatch(batch, 0, most), mark };
  }

  function takeStored(): MarkedBatch | null {
    const next = rest.next();
    return next.done ? null : next.value;
  }

  return {
    take: (most) => {
      const pieces: MarkedBatch[] = [];
      for (let left = most; left > 0; ) {
        const piece = nextPiece(left);
        if (piece === null) break;
        pieces.push(piece);
        left -= piece.batch.count;
      }
      const held = pieces.filter(({ mark }) => mark === 'held');
      return { batch: joinBatches(pieces.map(({ batch }) => batch)), held: countOf(held), pieces };
    },
    putBack: ({ pieces }) => void ready.push(...[...pieces].reverse()),
  };
}

function countOf(pieces: readonly MarkedBatch[]): number {
  return pieces.reduce((sum, { batch }) => sum + batch.count, 0);
}

const pieceMembers = 4096;

/** The members of a selection, those who are held apart from the others. */
export function* selectPieces(table: MemberTable, which: MemberSelection): Iterable<MarkedBatch> {
  for (let from = 0; ; ) {
    const numbers = table.select(which, from, pieceMembers);
    const last = numbers.at(-1);
    if (last === undefined) return;
    const held = numbers.filter((number) => table.isHeld(number));
    const others = numbers.filter((number) => !table.isHeld(number));
    if (held.length > 0) yield { batch: table.batch(held), mark: 'held' };
    if (others.length > 0) yield { batch: table.batch(others), mark: 'absent' };
    from = last + 1;
  }
}
