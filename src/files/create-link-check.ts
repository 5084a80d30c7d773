import { realpath } from 'node:fs/promises';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { findRepository, isInside } from './find-repository.ts';

/**
 * Finds links that lead out of the git repository of a project, or out of its folder where there is
 * none. Whoever writes manifests may not be whoever runs them: a link could have the lines of any
 * file of this machine quoted by a finding.
 *
 * @param root the project folder, absolute.
 * @returns what says of a path, named `file` in findings, why it may not be read; null where it may.
 */
export async function createLinkCheck(
  root: string,
): Promise<(path: string, file: string) => Promise<Diagnostic | null>> {
  const repository = await realpath((await findRepository(root)) ?? root).catch(() => root);
  return async (path, file) => {
    // What is not there is told by whoever reads it.
    const real = await realpath(path).catch(() => null);
    if (real === null || isInside(repository, real)) return null;
    return {
      severity: 'error',
      code: 'manifests-outside-repository',
      message: 'this is a link that leads out of the git repository',
      source: { file, line: 1, column: 1 },
      hint: 'Keep the file itself in the repository of the project.',
    };
  };
}
