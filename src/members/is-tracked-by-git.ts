/** Edge: whether a file is under version control. */
import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/**
 * People's identifiers have no place in a history that everybody clones and nobody can erase.
 *
 * @returns false, too, where there is no git, no repository, or no such file.
 */
export async function isTrackedByGit(path: string): Promise<boolean> {
  // Of a link, the link itself and what it leads to.
  const real = await realpath(path).catch(() => path);
  for (const each of new Set([path, real])) {
    const repository = await findRepository(dirname(each));
    if (repository !== null && (await isInIndex(repository, each))) return true;
  }
  return false;
}

async function findRepository(start: string): Promise<string | null> {
  for (let folder = start; ; folder = dirname(folder)) {
    if ((await stat(join(folder, '.git')).catch(() => null)) !== null) return folder;
    if (dirname(folder) === folder) return null;
  }
}

/**
 * Git is told where the repository is, and to run nothing. Left to look for one, it takes any folder
 * that looks like one, with the programs that its `config` names; and such a folder can be part of a
 * commit, so that a manifest whose source stands in it would run what a stranger wrote.
 */
function isInIndex(repository: string, path: string): Promise<boolean> {
  const args = [
    ...['-c', 'core.fsmonitor=false', '-c', 'safe.bareRepository=explicit'],
    ...[`--git-dir=${join(repository, '.git')}`, `--work-tree=${repository}`],
    // The path is taken literally: it may hold what git would read as a pattern.
    ...['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', relative(repository, path)],
  ];
  return new Promise((resolve) => {
    execFile('git', args, { cwd: repository, timeout: 10_000 }, (error) => {
      resolve(error === null);
    });
  });
}
