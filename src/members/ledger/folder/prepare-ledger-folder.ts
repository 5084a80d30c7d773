import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Edge: a folder for personal data, for its owner alone; a new one is kept out of git. */
export function prepareLedgerFolder(folder: string): void {
  const created = mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Not in a folder that was there: it may hold what is meant for git.
  if (created !== undefined) writeFileSync(join(folder, '.gitignore'), '*\n', { mode: 0o600 });
}
