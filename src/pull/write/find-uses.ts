/** What would still refer to an entry that goes. */
import { algebraLeaves } from '../../model/algebra.ts';
import { seedIdIn } from '../../model/references.ts';
import { remoteAlgebra } from '../../plan/change/compare-entities.ts';
import type { DesiredEntity } from '../../plan/change/desired-entity.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { targetKey } from '../../plan/match/resolve-references.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullUnit, RemoveUnit } from '../pull-unit.ts';

/** The entries that cannot go, since something that stays refers to them. */
export function findUses(
  units: readonly PullUnit[],
  { desired, references }: Comparison,
): ReadonlyMap<RemoveUnit, Obstacle> {
  const removals = units.flatMap((unit) => (unit.action === 'remove' ? [unit] : []));
  if (removals.length === 0) return new Map();
  const gone = new Set(removals.map(({ match }) => match.declaration));
  const followed = findFollowed(units);
  const keysOf = (user: DesiredEntity): readonly string[] => {
    const remote = followed.get(user.declaration);
    if (!remote) return user.declared.map(({ target }) => target.key);
    const tree = remoteAlgebra(remote, references.keyOf);
    const seed = seedIdIn(remote.attributes);
    return [
      ...(tree ? algebraLeaves(tree) : []),
      ...(seed === null ? [] : [references.keyOf(seed)]),
    ];
  };
  const users = new Map<string, DesiredEntity>();
  for (const user of desired) {
    if (gone.has(user.declaration)) continue;
    for (const key of keysOf(user)) users.set(key, user);
  }
  return new Map(
    removals.flatMap((unit) => {
      const user = users.get(targetKey(unit.match));
      return user ? [[unit, inUse(user)] as const] : [];
    }),
  );
}

/** Entities whose references become the remote ones. */
function findFollowed(units: readonly PullUnit[]) {
  return new Map(
    units.flatMap((unit) =>
      unit.action === 'edit' && isReferring(unit.path, unit.desired)
        ? [[unit.match.declaration, unit.remote] as const]
        : [],
    ),
  );
}

function isReferring(path: string, { type }: DesiredEntity): boolean {
  return path === 'algebra' || path === 'lookalike.seedSegmentId' || path === type;
}

function inUse({ declaration: { kind, name } }: DesiredEntity): Obstacle {
  return {
    code: 'pull-in-use',
    text: `The ${kind} "${name}" still refers to it.`,
    fix: `Take the remote version of that ${kind} too, or edit it by hand first.`,
    source: null,
  };
}
