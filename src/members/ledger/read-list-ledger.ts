/** Edge: what is known of a list's members of one type. */

import { listLedgers } from './folder/list-ledgers.ts';
import { type LedgerHeader, typesOnly } from './format/ledger-header.ts';
import { recentMoments } from './format/ledger-moment.ts';
import { ledgerError } from './ledger-error.ts';
import { type LedgerPlace, notePlace } from './ledger-place.ts';
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

/**
 * What a ledger says of those of the type who may be on the list; null where that is not known, or no one is.
 * @param isCleared the list will be emptied first where its members are not known.
 */
export async function readHeaderOnList(
  place: LedgerPlace,
  isCleared: boolean,
): Promise<LedgerHeader | null> {
  const { note, own } = await readHeads(place);
  const counts = whichCounts(place, { note, own });
  // A clear that was not finished may not have been carried out: those of before may still be there.
  const isOfBefore = counts?.which === 'note' && counts.head.header.coverage === 'part';
  const head = isOfBefore && !isCleared ? own : counts?.head;
  return head?.header ?? null;
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
    const saysNothing = note === null || note.header.generation === typesOnly;
    return saysNothing || hasBegun(note, place) ? null : { which: 'note', head: note };
  }
  if (note === null || own.header.generation > note.header.generation) {
    return { which: 'own', head: own };
  }
  // A clear was begun and not finished: it is not known who is on the list.
  if (note.header.coverage === 'part') return { which: 'note', head: note };
  throw ledgerError(place, 'old');
}

/** Whether members were sent, and the ledger is gone or could not be kept. */
function hasBegun({ header }: LedgerHead, { identifierType }: LedgerPlace): boolean {
  return identifierType !== null && header.begun.includes(identifierType.toLowerCase());
}

/**
 * At most how many members of other types the API may count on the list: any number where some were sent of
 * which there is no ledger.
 * @throws DiagnosticError where one of their ledgers cannot be relied on: any count would do then.
 */
export async function countOtherTypes(place: LedgerPlace, now: number): Promise<number> {
  const { ledgers, begun } = await readOtherTypes(place);
  if (begun.some((type) => !ledgers.has(type))) return Number.POSITIVE_INFINITY;
  return [...ledgers.values()].reduce((most, ledger) => most + mostOf(ledger, now), 0);
}

/**
 * The other types, in lower case, of which members may be on the list.
 * @throws DiagnosticError where one of their ledgers cannot be relied on.
 */
export async function otherTypesOnList(place: LedgerPlace): Promise<readonly string[]> {
  const { ledgers, begun } = await readOtherTypes(place);
  const isEmpty = (type: string) => {
    const ledger = ledgers.get(type);
    return ledger?.header.coverage === 'whole' && ledger.commit.held + ledger.unsure === 0;
  };
  return [...new Set([...begun, ...ledgers.keys()])].filter((type) => !isEmpty(type)).sort();
}

/** The ledgers of other types, and the other types of which members were sent; types are in lower case. */
async function readOtherTypes(place: LedgerPlace) {
  const own = place.identifierType?.toLowerCase();
  const ledgers = new Map<string, LedgerFile>();
  for (const other of await listLedgers(place)) {
    const { identifierType: type } = other;
    const ledger = type === null || type === own ? null : await readLedger(other);
    if (type !== null && ledger !== null) ledgers.set(type, ledger);
  }
  const note = await readLedgerHead(notePlace(place));
  return { ledgers, begun: (note?.header.begun ?? []).filter((type) => type !== own) };
}

/** Where it is not known how many were on it, those whom the ledger names. */
function mostOf({ moments, unsure, commit }: LedgerFile, now: number): number {
  const most = Math.max(0, ...recentMoments(moments, now).map(({ held }) => held));
  return Number.isFinite(most) ? most + unsure : commit.written;
}
