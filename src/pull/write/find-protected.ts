import { createProtection } from '../../model/ownership.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullUnit } from '../pull-unit.ts';
import { sayGone } from '../pull-words.ts';

/** The units that would give up an entity which the project file protects. */
export function findProtected(
  units: readonly PullUnit[],
  { project }: Pick<Comparison, 'project'>,
): ReadonlyMap<PullUnit, Obstacle> {
  const isProtected = createProtection(project.protect);
  return new Map(
    units.flatMap((unit): (readonly [PullUnit, Obstacle])[] => {
      const givesUp =
        unit.action === 'remove' || (unit.action === 'edit' && unit.path === unit.desired.type);
      return givesUp && isProtected(unit.match.declaration) ? [[unit, protectedBy(unit)]] : [];
    }),
  );
}

function protectedBy(unit: PullUnit): Obstacle {
  return {
    code: 'protected',
    text:
      unit.action === 'remove'
        ? `It ${sayGone(unit)}, and protect in the project file names it.`
        : 'It has another type in the Criteo UI, and protect in the project file names it.',
    fix: 'To take this all the same, remove it from protect first.',
    source: null,
  };
}
