/** Edge: what is known of a list's members of one type. */
import { ledgerError } from './ledger-error.ts';
import { type LedgerPlace, notePlace } from './ledger-place.ts';
import { listLedgers } from './list-ledgers.ts';
import { readLedgerHead } from './open-ledger.ts';
import { type LedgerFile, readLedger, type WantMembers } from './read-ledger.ts';

/**
 * The ledger of the type; where there is none, the note that the whole list was made or cleared.
 * @returns null where there is neither.
 * @throws DiagnosticError where one of them cannot be relied on.
 */
export async function readListLedger(
  place: LedgerPlace,
  want: WantMembers,
): Promise<LedgerFile | null> {
  const note = await readLedger(notePlace(place));
  const own = await readLedgerHead(place);
  if (own === null) return note !== null && hasBegun(note, place) ? null : note;
  if (note === null || own.header.generation > note.header.generation) {
    return readLedger(place, want);
  }
  // A clear that was begun and not finished: nobody knows.
  if (note.header.coverage === 'part') return note;
  throw ledgerError(place, 'old');
}

/** Whether there was a ledger that is gone. */
function hasBegun({ header }: LedgerFile, { identifierType }: LedgerPlace): boolean {
  return identifierType !== null && header.begun.includes(identifierType.toLowerCase());
}

/** At most how many members of other types the list may hold. */
export async function countOtherTypes(place: LedgerPlace): Promise<number> {
  const type = place.identifierType?.toLowerCase();
  let most = 0;
  for (const other of await listLedgers(place)) {
    if (other.identifierType === type) continue;
    const head = await readLedgerHead(other).catch(() => null);
    most += head?.commit.written ?? Number.POSITIVE_INFINITY;
  }
  return most;
}
