/** Edge: how often the files of a list were rewritten, as far as that can be read. */
import { join } from 'node:path';
import { readExactly } from '../files/read-exactly.ts';
import { decodeLedgerHeader, headerBytes } from '../format/ledger-header.ts';
import { type LedgerPlace, ledgerPrefix } from '../ledger-place.ts';

/** Higher than that of any file of the list, so that of two of them the newer one is known. */
export async function nextGeneration(place: LedgerPlace): Promise<number> {
  const names = await place.files.list(place.folder);
  const prefix = ledgerPrefix(place);
  const own = names.filter((name) => name.startsWith(prefix) && name.endsWith('.ledger'));
  const generations = await Promise.all(own.map((name) => generationOf(place, name)));
  return Math.max(0, ...generations) + 1;
}

/** One that cannot be read has none: it is about to be replaced. */
async function generationOf({ files, folder }: LedgerPlace, name: string): Promise<number> {
  const file = await files.open(join(folder, name), 'read').catch(() => null);
  if (file === null) return 0;
  try {
    return decodeLedgerHeader(await readExactly(file, 0, headerBytes))?.generation ?? 0;
  } finally {
    await file.close();
  }
}
