/** What looks new, and may be an entity of another project of the account that was renamed in the UI. */
import type { Declaration } from '../../model/declaration.ts';
import { addressOf } from '../../model/entity.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { segmentTypeIn } from '../../platforms/segment-types/segment-types.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullUnit } from '../pull-unit.ts';
import type { PullWords } from '../pull-words.ts';

/** Once it is declared here, that project would take its own entry for one that was deleted. */
export function findOpenElsewhere(
  units: readonly PullUnit[],
  { elsewhere }: Pick<Comparison, 'elsewhere'>,
  words: PullWords,
): ReadonlyMap<PullUnit, Obstacle> {
  return new Map(
    units.flatMap((unit): (readonly [PullUnit, Obstacle])[] => {
      if (unit.action !== 'add') return [];
      const { kind, type } = unit.remote;
      const open = elsewhere.absent.find(
        (each) =>
          each.kind === kind &&
          (kind === 'audience' || (segmentTypeIn(each.attributes)?.name ?? null) === type),
      );
      return open === undefined ? [] : [[unit, explainOpen(open, words)]];
    }),
  );
}

function explainOpen({ kind, name, source }: Declaration, words: PullWords): Obstacle {
  return {
    code: 'pull-elsewhere',
    text: `It may be ${addressOf(kind, name)} of another project under a new name: ${words.file(source.file)}:${source.line} declares that, and it is not in the account.`,
    fix: 'Rename, apply or remove that entry first, then run the same command again.',
    source: null,
  };
}
