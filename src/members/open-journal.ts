/** Edge: the end of a ledger, where each chunk is written down before it is sent and after. */
import { open } from 'node:fs/promises';
import type { AmendOperation } from '../model/members-remote.ts';
import { encodeFrame, type FrameKind } from './ledger-frame.ts';
import { encodeMoment, type LedgerMoment } from './ledger-moment.ts';
import { type LedgerPlace, ledgerFile } from './ledger-place.ts';
import type { MemberBatch } from './member-batch.ts';
import { encodeMembers } from './members-payload.ts';
import type { LedgerFile } from './read-ledger.ts';

/** What each method writes is on disk when its promise ends. */
export interface Journal {
  /** Before a chunk is sent: if nothing follows, nobody knows whether it arrived. */
  begin(operation: AmendOperation, batch: MemberBatch): Promise<void>;
  accept(moment: LedgerMoment): Promise<void>;
  /** The chunk was refused and changed nothing. */
  refuse(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a ledger at its end; what a crash has left behind it is cut off. */
export async function openJournal(place: LedgerPlace, ledger: LedgerFile): Promise<Journal> {
  const handle = await open(ledgerFile(place), 'r+', 0o600);
  await handle.chmod(0o600);
  await handle.truncate(ledger.end);
  let { end, sequence } = ledger;

  async function append(kind: FrameKind, payload: Buffer): Promise<void> {
    const sealed = ledger.cipher ? ledger.cipher.seal(payload, kind, sequence) : payload;
    const bytes = encodeFrame({ kind, payload: sealed }, sequence);
    await handle.write(bytes, 0, bytes.length, end);
    await handle.datasync();
    end += bytes.length;
    sequence += 1;
  }

  return {
    begin: (operation, batch) =>
      append(operation === 'add' ? 'adding' : 'removing', encodeMembers(batch)),
    accept: (moment) => append('accepted', encodeMoment(moment)),
    refuse: () => append('refused', Buffer.alloc(0)),
    close: () => handle.close(),
  };
}
