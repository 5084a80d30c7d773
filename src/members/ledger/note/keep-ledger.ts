import { openIfThere } from '../files/open-if-there.ts';
import { readExactly } from '../files/read-exactly.ts';
import { writeAll } from '../files/write-all.ts';
import { type LedgerPlace, ledgerFile, temporaryFile } from '../ledger-place.ts';
import type { LedgerLock } from '../lock/lock-ledger.ts';

/**
 * Edge: keeps a small ledger in memory.
 * @returns what puts it back as it was, or takes away what was written where there was none.
 */
export async function keepLedger(
  place: LedgerPlace,
  { verify }: Pick<LedgerLock, 'verify'>,
): Promise<() => Promise<void>> {
  const { files, folder } = place;
  const path = ledgerFile(place);
  const bytes = await readWhole(place, path);
  return async () => {
    if (bytes === null) {
      await verify();
      await files.remove(path);
    } else {
      const temporary = temporaryFile(place, 'new');
      const file = await files.open(temporary, 'create');
      try {
        await writeAll(file, bytes, 0);
        await file.sync();
      } finally {
        await file.close();
      }
      await verify();
      await files.rename(temporary, path);
    }
    await files.syncFolder(folder);
  };
}

async function readWhole({ files }: LedgerPlace, path: string): Promise<Buffer | null> {
  const file = await openIfThere(files, path);
  if (file === null) return null;
  try {
    return await readExactly(file, 0, await file.size());
  } finally {
    await file.close();
  }
}
