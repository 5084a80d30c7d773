/** Edge: what is known of a list's members of one type. */
import { ledgerError } from './ledger-error.ts';
import { type LedgerPlace, notePlace } from './ledger-place.ts';
import { listLedgers } from './list-ledgers.ts';
import { type LedgerHead, readLedgerHead } from './open-ledger.ts';
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
  const counts = whichCounts(place, await readHeads(place));
  if (counts === null) return null;
  return counts.which === 'own' ? readLedger(place, want) : readLedger(notePlace(place));
}

/** The beginning of what `readListLedger` reads. */
export async function readListHead(place: LedgerPlace): Promise<LedgerHead | null> {
  return whichCounts(place, await readHeads(place))?.head ?? null;
}

interface Heads {
  readonly note: LedgerHead | null;
  readonly own: LedgerHead | null;
}

async function readHeads(place: LedgerPlace): Promise<Heads> {
  const note = await readLedgerHead(notePlace(place));
  return { note, own: await readLedgerHead(place) };
}

function whichCounts(
  place: LedgerPlace,
  { note, own }: Heads,
): { readonly which: 'note' | 'own'; readonly head: LedgerHead } | null {
  if (own === null) {
    return note === null || hasBegun(note, place) ? null : { which: 'note', head: note };
  }
  if (note === null || own.header.generation > note.header.generation) {
    return { which: 'own', head: own };
  }
  // A clear that was begun and not finished: nobody knows.
  if (note.header.coverage === 'part') return { which: 'note', head: note };
  throw ledgerError(place, 'old');
}

/** Whether there was a ledger that is gone. */
function hasBegun({ header }: LedgerHead, { identifierType }: LedgerPlace): boolean {
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
