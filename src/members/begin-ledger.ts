import type { ContactListTarget } from '../model/members-remote.ts';
import { type LedgerSettings, ledgerPlace, type MembersContext } from './members-task.ts';
import { withLockedLedger } from './with-locked-ledger.ts';
import { writeLedger } from './write-ledger.ts';

/**
 * Edge: writes down that a list was created just now and so is empty. Without it the first upload
 * of a later run would have to clear the list first.
 */
export async function beginLedger(
  target: ContactListTarget,
  context: LedgerSettings & Pick<MembersContext, 'clock'>,
): Promise<void> {
  const subject = { identifierType: null, sentForm: null, coverage: 'whole' } as const;
  const moments = [{ time: context.clock.now(), held: 0, invalid: 0 }];
  const place = ledgerPlace(context, target);
  // Nobody can have uploaded to it yet, unless they have the list from elsewhere.
  await withLockedLedger(place, () => writeLedger(place, subject, [], moments));
}
