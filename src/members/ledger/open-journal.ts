/** Edge: the end of a ledger, where each chunk is written down before it is sent and after. */
import type { AmendOperation } from '../../model/remote/members-remote.ts';
import type { MemberBatch } from '../table/member-batch.ts';
import type { OpenFile } from './files/file-layer.ts';
import { writeAll } from './files/write-all.ts';
import { encodeCommit } from './format/ledger-commit.ts';
import { encodeFrame, type Frame } from './format/ledger-frame.ts';
import { encodeGoal, encodeMoment, type LedgerMoment } from './format/ledger-moment.ts';
import { encodeMembers } from './format/members-payload.ts';
import { type LedgerPlace, ledgerFile } from './ledger-place.ts';
import type { LedgerLock } from './lock/lock-ledger.ts';
import { commitAt } from './open-ledger.ts';
import type { LedgerFile } from './read-ledger.ts';

/** What was begun is on disk, and counts, when the promise ends. */
export interface Journal {
  /**
   * Before a chunk is sent: if nothing follows, it is not known whether it arrived.
   * @param held how many the list holds if none of the chunk does.
   */
  begin(operation: AmendOperation, batch: MemberBatch, held: number): Promise<void>;
  /** The chunk was accepted. Written with the next step, or at the end: until then it would be sent again. */
  accept(moment: LedgerMoment): void;
  /** The chunk was refused and changed nothing. @param held how many the list holds. */
  refuse(held: number): Promise<void>;
  /** Nothing was sent, and all was found right: a new date, and nothing else. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a ledger at its end; what a run that was cut off has left behind it is cut off, too.
 * @param goal how many the list is to have in the end, which is written before the first chunk; null for none.
 */
export async function openJournal(
  place: LedgerPlace,
  { commit: first, cipher }: Pick<LedgerFile, 'commit' | 'cipher'>,
  lock: Pick<LedgerLock, 'verify'>,
  now: () => number,
  goal: number | null = null,
): Promise<Journal> {
  const file = await place.files.open(ledgerFile(place), 'update');
  let commit = first;
  let accepted: LedgerMoment | null = null;
  let beginning: readonly Frame[] =
    goal === null ? [] : [{ kind: 'goal', members: 0, payload: encodeGoal(goal) }];

  /** Frames first; the commit only when the frames are on disk. */
  async function append(frames: readonly Frame[], held: number): Promise<void> {
    const before = accepted === null ? [] : [frameOf(accepted)];
    let next = { ...commit, number: commit.number + 1, held, time: now() };
    await lock.verify();
    for (const frame of [...before, ...frames]) {
      const { bytes, link } = encodeFrame(frame, next.link, cipher);
      const end = await writeAll(file, bytes, next.end);
      const written = next.written + frame.members;
      next = { ...next, end, link, written, frames: next.frames + 1 };
    }
    await file.sync();
    await lock.verify();
    await writeCommit(file, encodeCommit(next, cipher), encodeCommit(commit, cipher));
    commit = next;
    accepted = null;
  }

  try {
    await file.truncate(commit.end);
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    begin: async (operation, batch, held) => {
      const kind = operation === 'add' ? 'adding' : 'removing';
      const frame = { kind, members: batch.count, payload: encodeMembers(batch) } as const;
      await append([...beginning, frame], held);
      beginning = [];
    },
    accept: (moment) => {
      accepted = moment;
    },
    refuse: (held) => append([{ kind: 'refused', members: 0, payload: Buffer.alloc(0) }], held),
    renew: () => append([], commit.held),
    close: async () => {
      try {
        if (accepted !== null) await append([], accepted.held);
      } finally {
        await file.close();
      }
    },
  };
}

function frameOf(moment: LedgerMoment): Frame {
  return { kind: 'accepted', members: 0, payload: encodeMoment(moment) };
}

/** A commit that could not be written whole is put back: half of one would be a damaged ledger. */
async function writeCommit(file: OpenFile, commit: Buffer, before: Buffer): Promise<void> {
  try {
    await writeAll(file, commit, commitAt);
    await file.sync();
  } catch (error) {
    await writeAll(file, before, commitAt).catch(() => {});
    throw error;
  }
}
