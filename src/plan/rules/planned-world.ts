import type { SegmentMoment } from '../../algebra/judge-audience.ts';
import type { Relate } from '../../algebra/logic/list-facts.ts';
import type { Source } from '../../diagnostics/diagnostic.ts';
import type { Algebra } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { Address } from '../../model/entity.ts';
import type { RuledAudience, RuleWorld } from '../../rules/rule-world.ts';
import type { PlannedEntity } from './planned-entities.ts';
import type { FindMeaning, Moment } from './planned-names.ts';

/** An audience at a moment, before a plan or after it. */
export interface PlannedAudience extends RuledAudience {
  readonly address: Address;
  readonly ownerId: string | null;
  /** Null where no manifest of this project declares it. */
  readonly declaration: Declaration | null;
  /** Where only another project declares it. */
  readonly elsewhere: Source | null;
}

/** Every audience of the account, with the names and trees of each moment. */
export interface PlannedWorlds {
  readonly before: RuleWorld<PlannedAudience>;
  readonly after: RuleWorld<PlannedAudience>;
}

/** What stands for no one at all. */
const nobody: Algebra<string> = { or: [] };

/** @param relate what is certain of two segments, each at its moment */
export function createPlannedWorlds(
  entities: readonly PlannedEntity[],
  findMeaning: FindMeaning,
  relate: Relate<SegmentMoment>,
): PlannedWorlds {
  const worldAt = (moment: Moment): RuleWorld<PlannedAudience> => ({
    audiences: entities.flatMap((entity) => audienceAt(entity, moment) ?? []),
    find: (name, { ownerId }) => {
      const meaning = findMeaning(name, ownerId, moment);
      if (meaning === 'ambiguous') return null;
      if (meaning !== null) return meaning[moment]?.people ?? nobody;
      // No one is in what there is not yet.
      return moment === 'before' ? nobody : null;
    },
    relate: (a, b) => relate({ key: a, moment }, { key: b, moment }),
  });
  return { before: worldAt('before'), after: worldAt('after') };
}

function audienceAt(entity: PlannedEntity, moment: Moment): PlannedAudience | null {
  const { kind, key, address, declaration, elsewhere } = entity;
  const standing = entity[moment];
  if (kind !== 'audience' || standing === null) return null;
  const { ownerId, people, names } = standing;
  const [name, ...otherNames] = names;
  return {
    ...{ key, address, declaration, elsewhere, name, otherNames },
    ...{ ownerId, algebra: people },
  };
}
