/** Edge: the ledgers of a list, of all its identifier types. */
import { identifierTypeOf } from '../../identifiers/identifier-types.ts';
import { type LedgerPlace, ledgerPrefix } from '../ledger-place.ts';

const ending = '.ledger';

/**
 * The places of a list's ledgers, without the note about the list as a whole. What has another name than
 * that of an identifier type, such as a copy that a user keeps, is no ledger of the list.
 */
export async function listLedgers(place: LedgerPlace): Promise<readonly LedgerPlace[]> {
  const prefix = ledgerPrefix(place);
  const names = await place.files.list(place.folder);
  return names
    .filter((name) => name.startsWith(prefix) && name.endsWith(ending))
    .map((name) => name.slice(prefix.length, -ending.length))
    .filter(namesType)
    .map((identifierType) => ({ ...place, identifierType }));
}

/** Whether a part of a file's name is that of an identifier type, as ledgers are named. */
export function namesType(part: string): boolean {
  return part === part.toLowerCase() && identifierTypeOf(part) !== null;
}
