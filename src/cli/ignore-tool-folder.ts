import { readFile } from 'node:fs/promises';
import { writeFileWhole } from './write-file.ts';

const line = '.audiencectl/';

/** Keeps the tool's own folder out of git: it may hold what belongs to this machine alone. */
export async function ignoreToolFolder(): Promise<void> {
  const old = await readFile('.gitignore', 'utf8').catch(() => '');
  if (old.split(/\r?\n/).includes(line)) return;
  const separator = old === '' || old.endsWith('\n') ? '' : '\n';
  await writeFileWhole('.gitignore', `${old}${separator}${line}\n`);
}
