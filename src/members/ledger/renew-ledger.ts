import { type LedgerPlace, notePlace } from './ledger-place.ts';
import type { LedgerLock } from './lock/lock-ledger.ts';
import { openJournal } from './open-journal.ts';
import type { LedgerHead } from './open-ledger.ts';

/**
 * Edge: writes down that a ledger was found right just now, in a commit that changes nothing else. A list
 * that seldom changes would otherwise have a ledger that looks like an old copy.
 * @param place of the list; the ledger may be the note about it.
 */
export async function renewLedger(
  place: LedgerPlace,
  { header, ...head }: LedgerHead,
  lock: Pick<LedgerLock, 'verify'>,
  now: () => number,
): Promise<void> {
  const own = header.identifierType === null ? notePlace(place) : place;
  const journal = await openJournal(own, head, lock, now);
  try {
    await journal.renew();
  } finally {
    await journal.close();
  }
}
