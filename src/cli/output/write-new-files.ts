import { access } from 'node:fs/promises';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { NewFile } from '../commands/init/project-template.ts';
import { writeNewFile } from './write-file.ts';

/** Writes all of the files, or none of them if one exists, so that no file is overwritten. */
export async function writeNewFiles(files: readonly NewFile[]): Promise<void> {
  const existing = await Promise.all(
    files.map(async ({ path }) => ((await exists(path)) ? [path] : [])),
  );
  const taken = existing.flat();
  if (taken.length > 0) throw fileExists(taken);
  for (const { path, text } of files) {
    if (!(await writeNewFile(path, text))) throw fileExists([path]);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

function fileExists(paths: readonly string[]): DiagnosticError {
  return new DiagnosticError([
    usageError(
      'file-exists',
      `not overwritten: ${paths.join(', ')}`,
      'Choose an empty folder, with audiencectl -C DIR init.',
    ),
  ]);
}
