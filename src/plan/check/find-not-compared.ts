import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import { valueAt } from '../../model/text/json.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Match } from '../match/match-declarations.ts';

/**
 * Declared attributes that the API does not return: it answers "Unknown", or nothing at all. Whether they are as
 * declared is unknown, and a plan without this note would claim too much.
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
    return groupByBlock(paths).map((group) => {
      const [first = ''] = group;
      const was = group.length === 1 ? 'it was' : 'they were';
      return {
        severity: 'warning' as const,
        code: 'attribute-not-compared',
        message: `the API does not return ${listWords(group)} of the ${kind} "${name}" (it answers "Unknown", or nothing), so ${was} not compared`,
        hint: `Check the ${kind} in the Criteo UI, or add ${group.length === 1 ? 'the attribute' : 'the attributes'} to lifecycle.ignoreChanges.`,
        source: declaration.locate(first.split('.')),
        address: declaration.address,
      };
    });
  });
}

/** A block that is left out is one fact, however many attributes it has. */
function groupByBlock(paths: readonly string[]): readonly (readonly string[])[] {
  return [...groupBy(paths, (path) => path.split('.')[0]).values()];
}

function listWords(words: readonly string[]): string {
  const last = words.length - 1;
  return last < 1 ? words.join('') : `${words.slice(0, last).join(', ')} and ${words[last]}`;
}
