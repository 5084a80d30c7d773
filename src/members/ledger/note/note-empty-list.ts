import { listLedgers } from '../folder/list-ledgers.ts';
import type { LedgerMoment } from '../format/ledger-moment.ts';
import { type LedgerPlace, ledgerFile, notePlace } from '../ledger-place.ts';
import type { LedgerLock } from '../lock/lock-ledger.ts';
import type { LedgerFile } from '../read-ledger.ts';
import { writeLedger } from '../write-ledger.ts';

/** Writes down that a list is empty. What was known of its members is removed first. */
export async function noteEmptyList(
  place: LedgerPlace,
  lock: Pick<LedgerLock, 'verify'>,
  moments: readonly LedgerMoment[],
  now: number,
): Promise<LedgerFile> {
  for (const ledger of await listLedgers(place)) await place.files.remove(ledgerFile(ledger));
  const subject = { sentForm: null, coverage: 'whole' } as const;
  return writeLedger(notePlace(place), lock, { subject, tables: [], moments, now });
}
