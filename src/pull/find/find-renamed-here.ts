import { quote } from '../../model/text/quote.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullUnit } from '../pull-unit.ts';

/** Of some units, the names that git changes itself: with `renamedFrom`, the next apply gives them. */
export function findRenamedHere(units: readonly PullUnit[]): ReadonlyMap<PullUnit, Obstacle> {
  return new Map(
    units.flatMap((unit): (readonly [PullUnit, Obstacle])[] => {
      if (unit.action !== 'edit' || unit.path !== 'name') return [];
      const { name, renamedFrom = [] } = unit.match.declaration;
      if (!renamedFrom.includes(unit.remote.name)) return [];
      const obstacle: Obstacle = {
        code: 'pull-not-asked',
        text: `renamedFrom renames it to ${quote(name)} with the next apply.`,
        fix: `To keep the name in the Criteo UI, write name: ${quote(unit.remote.name)} and remove renamedFrom.`,
        source: null,
      };
      return [[unit, obstacle]];
    }),
  );
}
