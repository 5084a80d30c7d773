/** Edge: clears a list. */
import type { ClearAnswer, ContactListTarget, MembersRemote } from '../model/members-remote.ts';
import type { Clock } from '../model/remote.ts';
import { anyCount } from './ledger-moment.ts';
import type { LedgerPlace } from './ledger-place.ts';
import type { LedgerFile } from './read-ledger.ts';
import { writeLedger } from './write-ledger.ts';

/**
 * The ledger is forgotten before the list is cleared, and says that it is empty only afterwards: cut
 * off in between, nobody knows.
 * @returns the ledger of the empty list where the API has cleared it.
 */
export async function emptyList(
  place: LedgerPlace,
  target: ContactListTarget,
  remote: MembersRemote,
  clock: Clock,
): Promise<{ readonly answer: ClearAnswer; readonly ledger: LedgerFile | null }> {
  const subject = { identifierType: null, sentForm: null };
  const write = (coverage: 'part' | 'whole') => {
    const now = clock.now();
    // The API's count may be that of before for a while.
    const moments = [anyCount(now), { time: now, held: 0, invalid: 0 }];
    return writeLedger(place, { ...subject, coverage }, [], moments);
  };
  await write('part');
  const answer = await remote.clear(target);
  return { answer, ledger: answer.outcome === 'accepted' ? await write('whole') : null };
}
