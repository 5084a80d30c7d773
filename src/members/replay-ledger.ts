import { invariant } from '../diagnostics/diagnostic.ts';
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
  readonly apply: (frame: Frame) => void;
  readonly finish: () => LedgerState;
} {
  const moments: LedgerMoment[] = [];
  let open: { readonly batch: MemberBatch; readonly mark: 'held' | 'absent' } | null = null;
  let unsure = 0;
  let written = 0;
  let removedSince: number | null = null;

  function decode(payload: Buffer): MemberBatch {
    const batch = decodeMembers(payload, table.encoding);
    written += batch.count;
    return batch;
  }

  /** A request that was begun and never settled: the run was cut off, or the answer lost. */
  function giveUp(): void {
    if (open === null) return;
    table.mark(open.batch, 'unsure');
    unsure += open.batch.count;
    open = null;
  }

  function apply({ kind, payload }: Frame): void {
    switch (kind) {
      case 'opening':
        return;
      case 'members':
        table.mark(decode(payload), 'held');
        return;
      case 'adding':
      case 'removing':
        giveUp();
        open = { batch: decode(payload), mark: kind === 'adding' ? 'held' : 'absent' };
        return;
      case 'accepted':
        invariant(open !== null, 'a ledger settles what it has not begun');
        table.mark(open.batch, open.mark);
        moments.push(decodeMoment(payload));
        if (open.mark === 'absent') removedSince ??= decodeMoment(payload).time;
        open = null;
        return;
      case 'refused':
        open = null;
        return;
      case 'moment':
        moments.push(decodeMoment(payload));
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
