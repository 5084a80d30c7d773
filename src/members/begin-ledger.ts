import type { ContactListTarget } from '../model/remote/members-remote.ts';
import { withLockedLedger } from './ledger/lock/with-locked-ledger.ts';
import { noteEmptyList } from './ledger/note/note-empty-list.ts';
import {
  type LedgerSettings,
  ledgerPlace,
  lockOptions,
  type MembersContext,
} from './members-task.ts';

/**
 * Edge: records that a list was created just now and so is empty. Without the record, the first upload
 * of a later run would have to clear the list first.
 */
export async function beginLedger(
  target: ContactListTarget,
  context: LedgerSettings & Pick<MembersContext, 'clock' | 'lockClock' | 'onWait'>,
): Promise<void> {
  const now = context.clock.now();
  const place = ledgerPlace(context, target, null);
  // No other run can have uploaded to it yet, unless it found the list elsewhere.
  await withLockedLedger(place, lockOptions(context), (lock) =>
    noteEmptyList(place, lock, [{ time: now, held: 0, invalid: 0 }], now),
  );
}
