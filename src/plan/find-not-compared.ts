import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { valueAt } from '../model/json.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Match } from './match-declarations.ts';

/**
 * What is declared and what the API keeps to itself: it answers "Unknown", or nothing at all. Whether that is as
 * declared nobody knows, so that a plan which is silent about it would claim too much.
 */
export function findNotCompared(
  matches: readonly Match[],
  { ownerAttribute }: Pick<Platform, 'ownerAttribute'>,
): readonly Diagnostic[] {
  return matches.flatMap(({ declaration, remote }) => {
    if (remote === null || declaration.state !== 'present') return [];
    const { attributes, ignoreChanges = [], kind, name } = declaration;
    // An owner that is left out is the one that was asked for; samples leave it out, too.
    const paths = remote.incomparable.filter(
      (path) =>
        path !== ownerAttribute &&
        (valueAt(attributes, path) ?? null) !== null &&
        !ignoreChanges.some((each) => path === each || path.startsWith(`${each}.`)),
    );
    return paths.map((path) => ({
      severity: 'warning' as const,
      code: 'attribute-not-compared',
      message: `the API does not tell ${path} of the ${kind} "${name}" (it answers "Unknown", or nothing), so it was not compared`,
      hint: 'Look at it in the Criteo UI.',
      source: declaration.locate(path.split('.')),
      address: declaration.address,
    }));
  });
}
