import type { Comparison } from '../../plan/compare-with-remote.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullUnit } from '../pull-unit.ts';
import type { PullWords } from '../pull-words.ts';

/** Of some units, the edits of entities that the base does not declare: either side may have made them. */
export function findNotInBase(
  units: readonly PullUnit[],
  { base, references }: Comparison,
  words: PullWords,
): ReadonlyMap<PullUnit, Obstacle> {
  if (base === null) return new Map();
  return new Map(
    units.flatMap((unit): (readonly [PullUnit, Obstacle])[] => {
      const isUnknown = unit.action === 'edit' && unit.take === 'unknown';
      if (!isUnknown || base.find(unit.match, references) !== null) return [];
      const obstacle: Obstacle = {
        code: 'pull-not-asked',
        text: 'The base does not declare it, so git or the Criteo UI may have changed it.',
        fix: `To take the version of the UI, give ${words.takeUnknown(unit.address)}. To keep that of git, apply this project.`,
        source: null,
      };
      return [[unit, obstacle]];
    }),
  );
}
