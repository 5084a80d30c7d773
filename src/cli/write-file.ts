/** Writing the files that a command was asked for. */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { objectToPath } from '../disk/object-to-path.ts';

/**
 * Writes a file whole or not at all, so that nobody ever reads half of a plan. Devices and pipes
 * such as `/dev/stdout` can't be replaced and are written to directly.
 * Throws a DiagnosticError.
 */
export async function writeFileWhole(file: string, text: string): Promise<void> {
  await refusePath(file);
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    if (file.startsWith('/dev/')) return await writeFile(file, text);
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw notWritable(file, cause);
  }
}

/** Writes a file that must not exist yet, and the folders it stands in; false when it does exist. */
export async function writeNewFile(file: string, text: string): Promise<boolean> {
  await refusePath(file);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw notWritable(file, cause);
  }
}

/** @throws DiagnosticError where nothing may be written, whatever the system allows. */
export async function refusePath(file: string): Promise<void> {
  const problem = await objectToPath(file);
  if (problem === null) return;
  const message = `"${file}": ${problem.message}`;
  throw new DiagnosticError([{ severity: 'error', ...problem, message }]);
}

function notWritable(file: string, cause: unknown): DiagnosticError {
  const reason = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
  const message = `"${file}" can't be written${reason}`;
  return new DiagnosticError([{ severity: 'error', code: 'file-not-writable', message }], {
    cause,
  });
}
