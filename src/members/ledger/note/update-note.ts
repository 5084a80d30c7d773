import { listLedgers } from '../folder/list-ledgers.ts';
import { typesOnly } from '../format/ledger-header.ts';
import { type LedgerPlace, notePlace } from '../ledger-place.ts';
import type { LedgerLock } from '../lock/lock-ledger.ts';
import { readLedger } from '../read-ledger.ts';
import { writeLedger } from '../write-ledger.ts';

/**
 * Edge: brings the note about a list up to date: it is encrypted with the key of now, and says which
 * types were sent since. It stays as old as it is: a ledger that is newer stays newer.
 *
 * @param begun a type that is being sent; without a ledger of it, it is not known any more who of this
 *   type is on the list.
 */
export async function updateNote(
  place: LedgerPlace,
  lock: LedgerLock,
  now: number,
  begun: string | null,
): Promise<void> {
  const note = await readLedger(notePlace(place));
  if (note === null) return begun === null ? undefined : beginNote(place, lock, now, begun);
  const { header, moments, isOfOldKey } = note;
  const types = new Set([...header.begun, ...(begun === null ? [] : [begun.toLowerCase()])]);
  if (!isOfOldKey && types.size === header.begun.length) return;
  const { sentForm, coverage, generation } = header;
  await writeLedger(notePlace(place), lock, {
    subject: { sentForm, coverage, begun: [...types] },
    ...{ tables: [], moments, now, generation },
  });
}

/**
 * The note about a list of which none says that it was made or cleared: it only keeps the types. So it is older than
 * every ledger, and nothing is concluded from it about members.
 */
async function beginNote(
  place: LedgerPlace,
  lock: LedgerLock,
  now: number,
  begun: string,
): Promise<void> {
  const kept = (await listLedgers(place)).flatMap(({ identifierType }) => identifierType ?? []);
  const types = [...new Set([...kept, begun.toLowerCase()])];
  const subject = { sentForm: null, coverage: 'part', begun: types } as const;
  const generation = typesOnly;
  await writeLedger(notePlace(place), lock, { subject, tables: [], moments: [], now, generation });
}
