/** Edge: clears a list. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type {
  ClearAnswer,
  ContactListTarget,
  MembersRemote,
} from '../../model/remote/members-remote.ts';
import type { Clock } from '../../model/remote/remote.ts';
import { listLedgers } from '../ledger/folder/list-ledgers.ts';
import { anyCount } from '../ledger/format/ledger-moment.ts';
import { type LedgerPlace, notePlace } from '../ledger/ledger-place.ts';
import type { LedgerLock } from '../ledger/lock/lock-ledger.ts';
import { keepLedger } from '../ledger/note/keep-ledger.ts';
import { noteEmptyList } from '../ledger/note/note-empty-list.ts';
import { readLedgerHead } from '../ledger/open-ledger.ts';
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
  const begun = await typesOnList(place);
  const subject = { sentForm: null, coverage: 'part', begun } as const;
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

function unlessFinding(error: unknown): null {
  if (error instanceof DiagnosticError) return null;
  throw error;
}

/** Until the clear is known to be carried out, those types may be on the list whose ledgers are gone. */
async function typesOnList(place: LedgerPlace): Promise<readonly string[]> {
  const kept = (await listLedgers(place)).flatMap(({ identifierType }) => identifierType ?? []);
  // A damaged one must not be in the way of a clear, which mends it.
  const note = await readLedgerHead(notePlace(place)).catch(unlessFinding);
  return [...new Set([...kept, ...(note?.header.begun ?? [])])];
}
