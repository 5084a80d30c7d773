/** Edge: clears a list. */
import type {
  ClearAnswer,
  ContactListTarget,
  MembersRemote,
} from '../../model/remote/members-remote.ts';
import type { Clock } from '../../model/remote/remote.ts';
import { anyCount } from '../ledger/format/ledger-moment.ts';
import { type LedgerPlace, notePlace } from '../ledger/ledger-place.ts';
import type { LedgerLock } from '../ledger/lock/lock-ledger.ts';
import { keepLedger } from '../ledger/note/keep-ledger.ts';
import { noteEmptyList } from '../ledger/note/note-empty-list.ts';
import type { LedgerFile } from '../ledger/read-ledger.ts';
import { writeLedger } from '../ledger/write-ledger.ts';

/**
 * Before the list is cleared, a note says that its members are not known; afterwards, that it is empty. Where the API refuses, all is as it was.
 * @returns the note of the empty list where the API has cleared it.
 */
export async function emptyList(
  place: LedgerPlace,
  lock: LedgerLock,
  target: ContactListTarget,
  remote: MembersRemote,
  clock: Clock,
): Promise<{ readonly answer: ClearAnswer; readonly ledger: LedgerFile | null }> {
  const note = notePlace(place);
  const bringBack = await keepLedger(note, lock);
  const subject = { sentForm: null, coverage: 'part' } as const;
  const now = clock.now();
  await writeLedger(note, lock, { subject, tables: [], moments: [anyCount(now)], now });
  const mayTry = () => lock.verify();
  await mayTry();
  const answer = await remote.clear(target, mayTry);
  if (answer.outcome === 'refused') await bringBack();
  if (answer.outcome !== 'accepted') return { answer, ledger: null };
  const cleared = clock.now();
  // The API's count may be that of before for a while.
  const moments = [anyCount(cleared), { time: cleared, held: 0, invalid: 0 }];
  return { answer, ledger: await noteEmptyList(place, lock, moments, cleared) };
}
