/** The files behind texts that are to be changed, as they are on the disk now. */
import { lstat, readFile, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { createFileGuard, explainGuarded } from '../../files/create-file-guard.ts';
import { notWritable, refusePath } from '../output/write-file.ts';

/** A text that was read from a file of the project, and what it should become. */
export interface EditedFile {
  /** Relative to the project folder. */
  readonly file: string;
  /** Null for a file that is new. */
  readonly before: string | null;
  readonly after: string;
}

/** The same with the mark of the byte order that reading leaves out. */
export interface FileOnDisk extends EditedFile {
  readonly path: string;
  /** What a new version of it keeps; null for a file that is new. */
  readonly kept: { readonly mode: number; readonly uid: number; readonly gid: number } | null;
}

/**
 * Finds them all.
 *
 * @param folder of the project, absolute.
 * @throws DiagnosticError where one of them may not be written, or is not what was read.
 */
export async function findOnDisk(
  files: readonly EditedFile[],
  folder: string,
): Promise<readonly FileOnDisk[]> {
  const changed = files.filter(({ before, after }) => before !== after);
  const guard = await createFileGuard(folder, null);
  const found = await Promise.all(
    changed.map(async (each) => {
      const path = resolve(folder, each.file);
      const reason = await guard(await nearestThere(path));
      if (reason !== null) return { problem: explainGuarded(reason, each.file) };
      return findOne(each, path);
    }),
  );
  const refused = found.flatMap((each) => ('problem' in each ? [each.problem] : []));
  if (refused.length > 0) throw new DiagnosticError(refused);
  return found.flatMap((each) => ('problem' in each ? [] : [each]));
}

/** The path itself, or the folder above it that is there: a link on the way to a new file may lead anywhere. */
async function nearestThere(path: string): Promise<string> {
  const above = dirname(path);
  const isThere = (await lstat(path).catch(() => null)) !== null;
  return isThere || above === path ? path : nearestThere(above);
}

const byteOrderMark = '\uFEFF';

async function findOne(
  each: EditedFile,
  path: string,
): Promise<FileOnDisk | { readonly problem: Diagnostic }> {
  await refusePath(path);
  const found = await lstat(path).catch(() => null);
  if (each.before === null) {
    if (found !== null) return { problem: changed(each, 'was created after the others were read') };
    const above = await nearestThere(path);
    const isFolder = (await stat(above).catch(() => null))?.isDirectory() ?? false;
    return isFolder ? { ...each, path, kept: null } : { problem: noFolder(each, above) };
  }
  if (found === null) return { problem: changed(each, 'was removed after it was read') };
  if (found.isSymbolicLink()) return { problem: isLink(each) };
  // The system lets some users write to such a file all the same.
  if ((found.mode & 0o222) === 0) return { problem: isReadOnly(each) };
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw notWritable(path, cause, 'edit');
  });
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  if (text.slice(mark.length) !== each.before)
    return { problem: changed(each, 'was changed after it was read') };
  const { mode, uid, gid } = found;
  return {
    ...{ file: each.file, path, kept: { mode, uid, gid } },
    before: text,
    after: mark + each.after,
  };
}

function changed({ file }: EditedFile, what: string): Diagnostic {
  return {
    severity: 'error',
    code: 'file-changed',
    message: `"${file}" ${what}`,
    hint: 'Run the command again. Nothing was written.',
  };
}

function isLink({ file }: EditedFile): Diagnostic {
  return {
    severity: 'error',
    code: 'file-not-writable',
    message: `"${file}" is a link, and its target may belong to others`,
    hint: 'Put the file itself in its place, or edit the target. Nothing was written.',
  };
}

function noFolder({ file }: EditedFile, above: string): Diagnostic {
  return {
    severity: 'error',
    code: 'file-not-writable',
    message: `"${file}" cannot be made, because "${basename(above)}" is not a folder`,
    hint: 'Make a folder of it, or rename it, then run the same command again. Nothing was written.',
  };
}

function isReadOnly({ file }: EditedFile): Diagnostic {
  return {
    severity: 'error',
    code: 'file-not-writable',
    message: `"${file}" is read-only`,
    hint: 'Make the file writable, then run the same command again. Nothing was written.',
  };
}
