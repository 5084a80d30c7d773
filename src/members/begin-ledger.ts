import type { ContactListTarget } from '../model/members-remote.ts';
import { ledgerPlace, type MembersContext } from './members-task.ts';
import { writeLedger } from './write-ledger.ts';

/**
 * Edge: writes down that a list was created just now and so is empty. Without it the first upload
 * of a later run would have to clear the list first.
 */
export async function beginLedger(
  target: ContactListTarget,
  context: Pick<MembersContext, 'platform' | 'ledgerFolder' | 'ledgerKey' | 'clock'>,
): Promise<void> {
  const subject = { identifierType: null, sentForm: null, coverage: 'whole' } as const;
  const moments = [{ time: context.clock.now(), held: 0, invalid: 0 }];
  await writeLedger(ledgerPlace(context, target), subject, [], moments);
}
