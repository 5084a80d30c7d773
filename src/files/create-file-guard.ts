import { join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { explainOffLimits } from '../disk/explain-unreadable.ts';
import { realpath } from '../disk/local-files.ts';
import { leadsInto, type OffLimits } from '../disk/off-limits.ts';
import { readBytes } from '../disk/read-bytes.ts';
import { findRepository, isInside } from './find-repository.ts';

/** Why nothing is read at a path. */
export type GuardReason = 'leads-out' | OffLimits;

/**
 * Says why an absolute path may not be read; null where it may. The author of a manifest and the user who
 * runs it may differ: a link could make a finding quote any file of this machine, or
 * `.git`, where a checkout keeps its token.
 */
export type FileGuard = (path: string) => Promise<GuardReason | null>;

/**
 * Nothing may lead out of the git repository of a project, or out of its folder where there is none,
 * nor into `.git` or the tool's own folder.
 *
 * @param root the project folder, absolute.
 * @param start the folder below which the tool's own folder is looked for: that of `--base` may itself
 * be in the one of the project. The repository by default.
 */
export async function createFileGuard(root: string, start: string | null): Promise<FileGuard> {
  const repository = (await findRepository(root)) ?? root;
  const realOf = (path: string) => realpath(path).catch(() => path);
  const realRepository = await realOf(repository);
  const from = start ?? repository;
  const realFrom = await realOf(from);
  const gitFolder = await findGitFolder(repository);
  return async (path) => {
    if (leadsInto(path, '.git')) return '.git';
    if (leadsInto(relative(from, path), '.audiencectl')) return '.audiencectl';
    // The reader of the file reports a missing file.
    const real = await realpath(path).catch(() => null);
    if (real === null) return null;
    if (leadsInto(real, '.git') || (gitFolder !== null && isInside(gitFolder, real))) return '.git';
    if (!isInside(realRepository, real)) return 'leads-out';
    return leadsInto(relative(realFrom, real), '.audiencectl') ? '.audiencectl' : null;
  };
}

/** In bytes; more than any path has. */
const longestPointer = 10_000;

/** Where git keeps its own data, under any name; null where there is no repository. */
async function findGitFolder(repository: string): Promise<string | null> {
  const own = join(repository, '.git');
  const real = await realpath(own).catch(() => null);
  if (real === null) return null;
  // Of a worktree or a submodule it is a file that names the folder.
  const read = await readBytes(own, longestPointer);
  const text = 'bytes' in read ? read.bytes.toString('utf8') : '';
  const elsewhere = /^gitdir: (.+)$/mu.exec(text)?.[1];
  return elsewhere === undefined ? real : resolve(repository, elsewhere);
}

/** @param file how findings name the path. */
export function explainGuarded(reason: GuardReason, file: string): Diagnostic {
  const source = { file, line: 1, column: 1 };
  if (reason !== 'leads-out') return { severity: 'error', ...explainOffLimits(reason), source };
  return {
    severity: 'error',
    code: 'manifests-outside-repository',
    message: 'this is a link that leads out of the git repository',
    source,
    hint: 'Keep the file itself in the repository of the project.',
  };
}
