import { lstat, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { readBytes } from '../../disk/read-bytes.ts';
import { ReviewError } from '../hosting.ts';
import { placeInRepository } from './place-in-repository.ts';
import type { FileInProposal } from './proposal-host.ts';
import type { ProposedFile } from './pull-document.ts';

/** What hosts take in one request; a manifest is far smaller. */
const maxBytes = 10_000_000;

/**
 * Edge: the files that a pull wrote, as they are in the work tree.
 *
 * @param at the folder of the project on this disk
 * @param folder the same from the root of the repository
 */
export async function readProposedFiles(
  at: string,
  folder: string,
  files: readonly ProposedFile[],
): Promise<readonly FileInProposal[]> {
  const root = await realpath(at);
  const top = await findTop(root, folder);
  // All paths first: nothing is read for a document that is refused.
  const placed: (ProposedFile & RealPlace)[] = [];
  for (const each of files) {
    const path = placeInRepository(folder, each.file);
    placed.push({ ...each, ...(await followLinks(top, path, each.file)) });
  }
  const read: FileInProposal[] = [];
  for (const { file, path, real, change } of placed) {
    if (read.some((other) => other.path === path)) throw refusal(file, 'is named twice, by a link');
    read.push({ path, isNew: change === 'added', ...(await readText(real, file)) });
  }
  return read.sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface RealPlace {
  /** From the root of the repository, as git knows it. */
  readonly path: string;
  /** Absolute. */
  readonly real: string;
}

/** A project may be in a folder that a link leads to. Git has its files where they are, and knows none behind a link. */
async function followLinks(top: string, path: string, file: string): Promise<RealPlace> {
  const named = join(top, path);
  const found = await lstat(named).catch(() => null);
  if (found?.isSymbolicLink()) throw refusal(file, 'is a link');
  const real = await realpath(named).catch(() => named);
  if (real === named) return { path, real };
  const names = relative(top, real).split(sep);
  if (names[0] === '..' || isAbsolute(names.join(sep))) {
    throw refusal(file, 'leads outside the repository');
  }
  return { path: placeInRepository('', names.join('/')), real };
}

/** A wrong folder would put the files elsewhere in the repository, where GitHub makes new ones of them. */
async function findTop(root: string, folder: string): Promise<string> {
  const names = folder.split('/').filter((name) => name !== '' && name !== '.');
  const top = resolve(root, ...names.map(() => '..'));
  const isThere = await lstat(join(top, '.git')).catch(() => null);
  if (isThere !== null && join(top, ...names) === root) return top;
  throw new ReviewError(
    `"${folder}" does not lead from the root of the repository to this folder. Give --project-folder as "git rev-parse --show-prefix" prints it.`,
  );
}

async function readText(path: string, file: string) {
  const { bytes, problem } = { problem: null, bytes: null, ...(await readBytes(path, maxBytes)) };
  if (bytes === null) throw refusal(file, `cannot be read: ${problem?.message ?? 'unknown'}`);
  const { mode } = await lstat(path);
  return { content: decode(file, bytes), isExecutable: (mode & 0o100) !== 0 };
}

/** A byte order mark stays. */
function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refusal(file, 'is not UTF-8');
  }
}

function refusal(file: string, reason: string): ReviewError {
  return new ReviewError(`"${file}" ${reason}. Nothing is proposed.`);
}
