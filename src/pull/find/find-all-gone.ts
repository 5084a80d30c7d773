import type { Source } from '../../diagnostics/diagnostic.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullContext } from '../pull-context.ts';
import type { PullUnit } from '../pull-unit.ts';

/** So few may well be deleted one by one. */
const fewest = 3;

/** Of nine in ten that are gone, it is likelier that the account is another one. */
const mostThere = 0.1;

/** The entries that were deleted, where hardly anything is there: unless a person names them, none of them goes. */
export function findAllGone(
  units: readonly PullUnit[],
  { matches, options: { selection } }: Comparison,
  { words, ...readers }: Pick<PullContext, 'words' | 'sharedFiles' | 'environmentFiles'>,
): ReadonlyMap<PullUnit, Obstacle> {
  const gone = units.flatMap((unit) => (unit.action === 'remove' ? [unit] : []));
  const there = matches.filter(({ declaration: { state }, remote }) => {
    return state === 'present' && remote !== null;
  }).length;
  const all = gone.length + there;
  const isNamed = (selection?.target.length ?? 0) > 0;
  if (isNamed || gone.length < fewest || there > all * mostThere) return new Map();
  const count = there === 0 ? `None of the ${all}` : `Only ${there} of the ${all}`;
  // The entries of the others would go with it, or are still needed there.
  const isRead = ({ file }: Source) =>
    readers.sharedFiles.has(file) || readers.environmentFiles.has(file);
  const isAnyShared = gone.some(({ match }) => isRead(match.declaration.source));
  return new Map(
    gone.map((unit) => {
      const obstacle: Obstacle = {
        code: 'pull-unsafe',
        text: `${count} declared entities ${there > 1 ? 'exist' : 'exists'} in this account.`,
        fix: isAnyShared
          ? 'Check the account and the credentials. To create them again, apply this project.'
          : `Check the account and the credentials. If it was deleted, remove its entry with ${words.take('gone', unit.address)}.`,
        source: null,
      };
      return [unit, obstacle] as const;
    }),
  );
}
