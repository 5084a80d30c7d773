/** Edge: the ledgers of a list, of all its identifier types. */
import { type LedgerPlace, ledgerPrefix } from './ledger-place.ts';

const ending = '.ledger';

/** The places of a list's ledgers, without the note about the list as a whole. */
export async function listLedgers(place: LedgerPlace): Promise<readonly LedgerPlace[]> {
  const prefix = ledgerPrefix(place);
  const names = await place.files.list(place.folder);
  return names
    .filter((name) => name.startsWith(prefix) && name.endsWith(ending))
    .map((name) => name.slice(prefix.length, -ending.length))
    .filter((type) => type !== '')
    .map((type) => ({ ...place, identifierType: decodeURIComponent(type) }));
}
