/** Edge: whether a file is under version control. */
import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';

/**
 * People's identifiers have no place in a history that everybody clones and nobody can erase.
 * @returns false, too, where there is no git, no repository, or no such file.
 */
export function isTrackedByGit(path: string): Promise<boolean> {
  // The name alone, taken literally: it may hold what git would read as a pattern.
  const args = ['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', basename(path)];
  return new Promise((resolve) => {
    execFile('git', args, { cwd: dirname(path), timeout: 10_000 }, (error) => {
      resolve(error === null);
    });
  });
}
