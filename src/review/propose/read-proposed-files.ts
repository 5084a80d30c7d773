import { lstat, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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
  await checkFolder(root, folder);
  const read: FileInProposal[] = [];
  // All paths first: nothing is read for a document that is refused.
  const placed = files.map((each) => ({ ...each, path: placeInRepository(folder, each.file) }));
  for (const { file, path, change } of placed) {
    read.push({ path, isNew: change === 'added', ...(await readText(root, file)) });
  }
  return read.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A wrong folder would put the files elsewhere in the repository, where GitHub makes new ones of them. */
async function checkFolder(root: string, folder: string): Promise<void> {
  const names = folder.split('/').filter((name) => name !== '' && name !== '.');
  const top = resolve(root, ...names.map(() => '..'));
  const isThere = await lstat(join(top, '.git')).catch(() => null);
  if (isThere !== null && join(top, ...names) === root) return;
  throw new ReviewError(
    `"${folder}" does not lead from the root of the repository to this folder. Give --project-folder as "git rev-parse --show-prefix" prints it.`,
  );
}

async function readText(root: string, file: string) {
  const path = resolve(root, file);
  const real = await realpath(path).catch(() => null);
  if (real !== null && real !== path) {
    throw refusal(file, 'is a link, or is in a folder that is one');
  }
  const { bytes, problem } = { problem: null, bytes: null, ...(await readBytes(path, maxBytes)) };
  if (bytes === null) throw refusal(file, `cannot be read: ${problem?.message ?? 'unknown'}`);
  const { mode } = await lstat(join(root, file));
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
