import type { SegmentMoment } from '../../algebra/judge-audience.ts';
import type { Relate } from '../../algebra/logic/list-facts.ts';
import type { Algebra } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import { type Address, addressOf } from '../../model/entity.ts';
import { groupBy } from '../../model/group-by.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { RuledAudience, RuleWorld } from '../../rules/rule-world.ts';
import type { Change } from '../change/change.ts';
import { remoteAlgebra } from '../change/compare-entities.ts';
import type { Comparison } from '../compare-with-remote.ts';
import { remoteKey } from '../match/resolve-references.ts';

/** An audience as it will be once a plan is carried out. */
export interface PlannedAudience extends RuledAudience {
  readonly address: Address;
  readonly ownerId: string | null;
  /** Null where no manifest declares it. */
  readonly declaration: Declaration | null;
  /** As it is today; null for a new one. */
  readonly before: Algebra<string> | null;
}

export interface PlannedWorlds {
  readonly after: RuleWorld<PlannedAudience>;
  /** The audiences that there are today, with their trees of today, under the names that they will have. */
  readonly before: RuleWorld<PlannedAudience>;
}

/** What stands for no one at all. */
const nobody: Algebra<string> = { or: [] };

/**
 * Every audience of the account that no other project declares, before a plan and after it.
 * @param changes those that are carried out
 * @param relate what is certain of two segments, each at its moment
 */
export function createPlannedWorlds(
  { index, references, matches, elsewhere }: Comparison,
  changes: readonly Change[],
  relate: Relate<SegmentMoment>,
): PlannedWorlds {
  const changeOf = new Map(
    changes.flatMap((change) => (change.action === 'create' ? [] : [[change.remote, change]])),
  );
  const declarationOf = new Map(
    matches.flatMap(({ declaration, remote }) =>
      remote && declaration.state === 'present' ? [[remote, declaration]] : [],
    ),
  );
  const existing = index.entities.flatMap((remote) => {
    if (remote.kind !== 'audience' || elsewhere.declares(remote)) return [];
    const declaration = declarationOf.get(remote) ?? null;
    return planAudience(remote, changeOf.get(remote), declaration, references.keyOf) ?? [];
  });
  const created = changes.flatMap((change): readonly PlannedAudience[] => {
    if (change.action !== 'create' || change.desired.algebra === null) return [];
    const { name, ownerId, algebra, declaration } = change.desired;
    const { address } = change;
    return [{ ...{ name, ownerId, algebra, declaration, address }, key: address, before: null }];
  });
  const audiences = [...existing, ...created];
  const byName = groupBy(audiences, ({ name }) => name);
  const findAudience = (name: string, ownerId: string | null) => {
    const twins = byName.get(name) ?? [];
    return twins.find((each) => each.ownerId === ownerId) ?? twins[0];
  };
  const findSegment = (name: string, ownerId: string | null): string | null => {
    const target = references.resolve({ name }, ownerId);
    const isGone = 'problem' in target || target.declaration?.state === 'absent';
    return isGone ? null : target.key;
  };
  /** A name means a segment, else an audience; one that both have is given as an address. */
  const findMeant = (name: string, ownerId: string | null) => {
    const segment = findSegment(name, ownerId);
    const audience = segment === null ? findAudience(name, ownerId) : undefined;
    if (segment !== null || audience) return { segment, audience };
    const [, kind, bare = ''] = /^(segment|audience)\/(.+)$/su.exec(name) ?? [];
    return {
      segment: kind === 'segment' ? findSegment(bare, ownerId) : null,
      audience: kind === 'audience' ? findAudience(bare, ownerId) : undefined,
    };
  };
  const findAt =
    (
      treeOf: (audience: PlannedAudience) => Algebra<string>,
      hasSegment: (key: string) => boolean,
    ): RuleWorld<PlannedAudience>['find'] =>
    (name, { ownerId }) => {
      const { segment, audience } = findMeant(name, ownerId);
      if (segment !== null) return hasSegment(segment) ? { segment } : nobody;
      return audience ? treeOf(audience) : null;
    };
  const at =
    (moment: SegmentMoment['moment']): Relate<string> =>
    (a, b) =>
      relate({ key: a, moment }, { key: b, moment });
  return {
    after: {
      audiences,
      find: findAt(
        ({ algebra }) => algebra,
        () => true,
      ),
      relate: at('after'),
    },
    before: {
      audiences: audiences.flatMap((audience) =>
        audience.before ? [{ ...audience, algebra: audience.before }] : [],
      ),
      find: findAt(
        ({ before }) => before ?? nobody,
        (key) => key.startsWith('#'),
      ),
      relate: at('before'),
    },
  };
}

/** Null for one that is deleted, or whose tree the API does not return. */
function planAudience(
  remote: RemoteEntity,
  change: Change | undefined,
  declaration: Declaration | null,
  keyOf: (id: string) => string,
): PlannedAudience | null {
  if (change?.action === 'delete') return null;
  const before = remoteAlgebra(remote, keyOf);
  const desired =
    change?.action === 'update' || change?.action === 'replace' ? change.desired : null;
  const algebra = desired?.algebra ?? before;
  if (algebra === null) return null;
  const name = desired?.name ?? remote.name;
  return {
    ...{ name, algebra, before, declaration, ownerId: remote.ownerId },
    key: remoteKey(remote.id),
    address: change?.address ?? addressOf('audience', name),
  };
}
