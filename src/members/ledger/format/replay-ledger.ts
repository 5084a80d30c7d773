import type { MemberEncoding } from '../../identifiers/identifier-rule.ts';
import type { MemberBatch } from '../../table/member-batch.ts';
import type { Frame } from './ledger-frame.ts';
import { decodeGoal, decodeMoment, type LedgerMoment } from './ledger-moment.ts';
import { decodeMembers } from './members-payload.ts';

export interface LedgerState {
  readonly moments: readonly LedgerMoment[];
  /** Members of requests whose outcome is unknown. */
  readonly unsure: number;
  /** Of the last request, where its outcome is unknown. */
  readonly unconfirmed: number;
  /** When the first of those was removed whom the file still names; null where there is none. */
  readonly removedSince: number | null;
  /** How many the list was to have when the last run began to send; null where none has. */
  readonly goal: number | null;
}

/** Takes what a ledger says of members, in its order. */
export type TakeMembers = (batch: MemberBatch, mark: 'held' | 'absent' | 'unsure') => void;

/** Gives what the frames of a ledger say, in their order. */
export function replayLedger(
  encoding: MemberEncoding,
  take: TakeMembers,
): {
  /** @returns whether the frame makes sense. */
  readonly apply: (frame: Frame) => boolean;
  readonly finish: () => LedgerState;
} {
  const moments: LedgerMoment[] = [];
  let open: { readonly batch: MemberBatch; readonly mark: 'held' | 'absent' } | null = null;
  let unsure = 0;
  let removedSince: number | null = null;
  let goal: number | null = null;

  /** A request that was begun and never answered: the run was cut off, or the answer lost. */
  function giveUp(): void {
    if (open === null) return;
    take(open.batch, 'unsure');
    unsure += open.batch.count;
    open = null;
  }

  /** @returns null where it is not so many. */
  function decode(payload: Buffer, members: number): MemberBatch | null {
    const batch = decodeMembers(payload, encoding);
    return batch?.count === members ? batch : null;
  }

  function hold(batch: MemberBatch | null): boolean {
    if (batch !== null) take(batch, 'held');
    return batch !== null;
  }

  function begin(batch: MemberBatch | null, mark: 'held' | 'absent'): boolean {
    giveUp();
    if (batch !== null) open = { batch, mark };
    return batch !== null;
  }

  function apply({ kind, members, payload }: Frame): boolean {
    switch (kind) {
      case 'members':
        return hold(decode(payload, members));
      case 'adding':
        return begin(decode(payload, members), 'held');
      case 'removing':
        return begin(decode(payload, members), 'absent');
      case 'accepted':
        return accept(decodeMoment(payload));
      case 'refused':
        open = null;
        return true;
      case 'moment':
        return addMoment(decodeMoment(payload));
      case 'goal':
        goal = decodeGoal(payload);
        return goal !== null;
    }
  }

  function accept(moment: LedgerMoment | null): boolean {
    if (open === null || moment === null) return false;
    take(open.batch, open.mark);
    if (open.mark === 'absent') removedSince ??= moment.time;
    open = null;
    return addMoment(moment);
  }

  function addMoment(moment: LedgerMoment | null): boolean {
    if (moment !== null) moments.push(moment);
    return moment !== null;
  }

  return {
    apply,
    finish: () => {
      const unconfirmed = open?.batch.count ?? 0;
      giveUp();
      return { moments, unsure, unconfirmed, removedSince, goal };
    },
  };
}
