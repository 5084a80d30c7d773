import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Edge: a folder for personal data, for its owner alone; a new one is kept out of git. */
export async function prepareLedgerFolder(folder: string): Promise<void> {
  const created = await mkdir(folder, { recursive: true, mode: 0o700 });
  // Not in a folder that was there: it may hold what is meant for git.
  if (created !== undefined) await writeFile(join(folder, '.gitignore'), '*\n', { mode: 0o600 });
}
