import type { MemberTable } from './create-member-table.ts';
import type { Frame } from './ledger-frame.ts';
import { decodeMoment, type LedgerMoment } from './ledger-moment.ts';
import type { MemberBatch } from './member-batch.ts';
import { decodeMembers } from './members-payload.ts';

export interface LedgerState {
  readonly moments: readonly LedgerMoment[];
  /** Members of requests of which nobody knows whether they were carried out. */
  readonly unsure: number;
  /** Members on disk, those that were added and removed counted each time. */
  readonly written: number;
  /** When the first of those was removed whom the file still names; null where there is none. */
  readonly removedSince: number | null;
}

/** Marks in `table` what the frames of a ledger say, in their order. */
export function replayLedger(table: MemberTable): {
  /** False for a frame that nothing of ours has written, whatever its checksums say. */
  readonly apply: (frame: Frame) => boolean;
  readonly finish: () => LedgerState;
} {
  const moments: LedgerMoment[] = [];
  let open: { readonly batch: MemberBatch; readonly mark: 'held' | 'absent' } | null = null;
  let unsure = 0;
  let written = 0;
  let removedSince: number | null = null;

  function decode(payload: Buffer): MemberBatch | null {
    const batch = decodeMembers(payload, table.encoding);
    written += batch?.count ?? 0;
    return batch;
  }

  /** A request that was begun and never settled: the run was cut off, or the answer lost. */
  function giveUp(): void {
    if (open === null) return;
    table.mark(open.batch, 'unsure');
    unsure += open.batch.count;
    open = null;
  }

  function begin(payload: Buffer, mark: 'held' | 'absent'): boolean {
    giveUp();
    const batch = decode(payload);
    if (batch !== null) open = { batch, mark };
    return batch !== null;
  }

  function accept(moment: LedgerMoment | null): boolean {
    if (open === null || moment === null) return false;
    table.mark(open.batch, open.mark);
    moments.push(moment);
    if (open.mark === 'absent') removedSince ??= moment.time;
    open = null;
    return true;
  }

  function hold(batch: MemberBatch | null): boolean {
    if (batch !== null) table.mark(batch, 'held');
    return batch !== null;
  }

  function note(moment: LedgerMoment | null): boolean {
    if (moment !== null) moments.push(moment);
    return moment !== null;
  }

  function apply({ kind, payload }: Frame): boolean {
    switch (kind) {
      case 'opening':
        return true;
      case 'members':
        return hold(decode(payload));
      case 'adding':
        return begin(payload, 'held');
      case 'removing':
        return begin(payload, 'absent');
      case 'accepted':
        return accept(decodeMoment(payload));
      case 'refused':
        open = null;
        return true;
      case 'moment':
        return note(decodeMoment(payload));
    }
  }

  return {
    apply,
    finish: () => {
      giveUp();
      return { moments, unsure, written, removedSince };
    },
  };
}
