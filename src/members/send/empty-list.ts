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

export interface ListToEmpty {
  readonly place: LedgerPlace;
  readonly lock: LedgerLock;
  readonly target: ContactListTarget;
  readonly remote: MembersRemote;
  readonly clock: Clock;
}

/** What was known of a list's members before. */
interface KnownBefore {
  /** Writes that down again. */
  bringBack(): Promise<void>;
}

/** Writes down that the members of a list are not known. It comes before the first request that may change them. */
export async function noteUnknownList({
  place,
  lock,
  clock,
}: Pick<ListToEmpty, 'place' | 'lock' | 'clock'>): Promise<KnownBefore> {
  const note = notePlace(place);
  const bringBack = await keepLedger(note, lock);
  const subject = { sentForm: null, coverage: 'part' } as const;
  const now = clock.now();
  await writeLedger(note, lock, { subject, tables: [], moments: [anyCount(now)], now });
  return { bringBack };
}

/**
 * Clears a list that is noted as unknown, and then notes that it is empty.
 * @returns the note of the empty list where the API has cleared it.
 */
export async function emptyList({
  place,
  lock,
  target,
  remote,
  clock,
}: ListToEmpty): Promise<{ readonly answer: ClearAnswer; readonly ledger: LedgerFile | null }> {
  const mayTry = () => lock.verify();
  await mayTry();
  const answer = await remote.clear(target, mayTry);
  if (answer.outcome !== 'accepted') return { answer, ledger: null };
  const cleared = clock.now();
  // The API's count may be that of before for a while.
  const moments = [anyCount(cleared), { time: cleared, held: 0, invalid: 0 }];
  return { answer, ledger: await noteEmptyList(place, lock, moments, cleared) };
}
