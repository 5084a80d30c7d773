/** Writing the files that a command was asked for. */
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { access, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { objectToPath } from '../../disk/object-to-path.ts';
import type { Terminal } from '../process/terminal.ts';

/**
 * Writes what an option names: to stdout where it is `-`, and otherwise as a file.
 *
 * @throws DiagnosticError
 */
export async function writeOutput(
  file: string,
  text: string,
  terminal: Pick<Terminal, 'writeOutput'>,
): Promise<void> {
  if (file === '-') terminal.writeOutput(text);
  else await writeFileWhole(file, text);
}

/**
 * Writes a file whole or not at all, so that no reader sees half a plan. Devices and pipes
 * such as `/dev/stdout` can't be replaced and are written to directly.
 * Throws a DiagnosticError.
 */
export async function writeFileWhole(file: string, text: string): Promise<void> {
  await refusePath(file);
  const draft = draftOf(file);
  try {
    if (await isSpecial(file)) return await writeFile(file, text);
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw notWritable(file, cause);
  }
}

/** A file that is written whole or not at all, part by part. */
export interface FileInParts {
  readonly add: (text: string) => void;
  /** @throws DiagnosticError where it could not be written. */
  readonly end: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** @throws DiagnosticError */
export async function openInParts(file: string): Promise<FileInParts> {
  await refusePath(file);
  const isDevice = await isSpecial(file);
  const path = isDevice ? file : draftOf(file);
  let failure: DiagnosticError | null = null;
  const attempt = <Result>(act: () => Result): Result | null => {
    try {
      return act();
    } catch (cause) {
      failure ??= notWritable(file, cause);
      return null;
    }
  };
  const descriptor = attempt(() => openSync(path, 'w'));
  if (descriptor === null) throw failure ?? notWritable(file, null);
  const discard = async () => {
    attempt(() => closeSync(descriptor));
    if (!isDevice) await rm(path, { force: true }).catch(() => undefined);
  };
  return {
    add: (text) => {
      const bytes = Buffer.from(text);
      attempt(() => {
        for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
      });
    },
    end: async () => {
      if (failure !== null) {
        await discard();
        throw failure;
      }
      attempt(() => closeSync(descriptor));
      if (!isDevice)
        await rename(path, file).catch((cause) => Promise.reject(notWritable(file, cause)));
    },
    discard,
  };
}

/**
 * Tries whether a file could be written whole, and leaves what is there as it is.
 *
 * @throws DiagnosticError `file-not-writable`
 */
export async function proveWritable(file: string): Promise<void> {
  await refusePath(file);
  try {
    // Opening a pipe would wait for its reader.
    if (await isSpecial(file)) return await access(file, constants.W_OK);
    if ((await stat(file).catch(() => null))?.isDirectory()) throw systemError('EISDIR');
    const draft = draftOf(file);
    await writeFile(draft, '', { flag: 'wx' });
    await rm(draft);
  } catch (cause) {
    throw notWritable(file, cause, 'before');
  }
}

/**
 * Tries whether a folder is there, or could be made, and takes files.
 *
 * @throws DiagnosticError `file-not-writable`
 */
export async function proveFolder(folder: string): Promise<void> {
  await refusePath(folder);
  try {
    let nearest = resolve(folder);
    let found = await statOrNull(nearest);
    while (found === null && dirname(nearest) !== nearest) {
      nearest = dirname(nearest);
      found = await statOrNull(nearest);
    }
    if (!found?.isDirectory()) throw systemError('ENOTDIR');
    await access(nearest, constants.W_OK);
  } catch (cause) {
    throw notWritable(folder, cause, 'before');
  }
}

/** Null for what is not there; a file in the place of a folder is found on the way up. */
async function statOrNull(path: string) {
  return stat(path).catch(() => null);
}

function draftOf(file: string): string {
  return `${file}.${crypto.randomUUID()}.tmp`;
}

/** A device or a pipe, which must not be replaced. */
async function isSpecial(file: string): Promise<boolean> {
  if (file.startsWith('/dev/')) return true;
  const found = await statOrNull(file);
  return found !== null && !found.isFile() && !found.isDirectory();
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Writes a file that must not exist yet, and makes its folders; false when it does exist. */
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

/** @throws DiagnosticError where the tool never writes, even if the system allows it. */
export async function refusePath(file: string): Promise<void> {
  const problem = await objectToPath(file);
  if (problem === null) return;
  const message = `"${file}": ${problem.message}`;
  throw new DiagnosticError([{ severity: 'error', ...problem, message }]);
}

/** @param when `before` anything is sent, which is said; `edit` for a file of the project, which has no other path. */
export function notWritable(
  file: string,
  cause: unknown,
  when?: 'before' | 'edit',
): DiagnosticError {
  const code = cause instanceof Error && 'code' in cause ? `${cause.code}` : null;
  const message = `"${file}" can't be written${code === null ? '' : ` (${code})`}`;
  const hint =
    when === 'edit'
      ? [adviseOnEdit(code)]
      : [adviseOn(code, file), ...(when === 'before' ? ['Nothing was sent.'] : [])];
  return new DiagnosticError(
    [{ severity: 'error', code: 'file-not-writable', message, hint: hint.join(' ') }],
    { cause },
  );
}

function adviseOnEdit(code: string | null): string {
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? 'Free up space on the disk, then run the same command again. Nothing was written.'
    : 'Make the file and its folder writable, then run the same command again. Nothing was written.';
}

function adviseOn(code: string | null, file: string): string {
  switch (code) {
    case 'ENOENT':
      return `Create the folder "${dirname(file)}", which does not exist.`;
    case 'EISDIR':
      return `Give the name of a file. "${file}" is a folder.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return 'Give another path. A part of this path is a file, not a folder.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'Change the permissions so that you can write there, or give another path.';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'Free up space on the disk, or give another path.';
    default:
      return 'Give another path.';
  }
}
