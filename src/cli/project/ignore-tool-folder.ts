import { lstat } from '../../disk/local-files.ts';
import { readBytes } from '../../disk/read-bytes.ts';
import { writeFileWhole } from '../output/write-file.ts';

/** The tool's own folder, a checkout for `--base`, and plans, which say who is reached. */
const lines = ['.audiencectl/', '.base/', 'plan.json', 'plan.html'];
const file = '.gitignore';
/** In bytes; lists of ignored files are short. */
const maxBytes = 1_000_000;

/** Keeps out of git what belongs to this machine alone. */
export async function ignoreToolFolder(): Promise<void> {
  const found = await lstat(file).catch(() => null);
  // A link stays one: it may lead anywhere. The tool's folder has a file of its own that hides it.
  if (found?.isSymbolicLink()) return;
  const read = await readBytes(file, maxBytes);
  if (found !== null && 'problem' in read) return;
  const old = 'bytes' in read ? read.bytes.toString('utf8') : '';
  const known = old.split(/\r?\n/);
  const missing = lines.filter((line) => !known.includes(line));
  if (missing.length === 0) return;
  const separator = old === '' || old.endsWith('\n') ? '' : '\n';
  await writeFileWhole(file, `${old}${separator}${missing.join('\n')}\n`);
}
