/**
 * Entries without an ID whose entity seems to have another name in the UI by now: nothing remote has their name, and
 * something that no manifest declares has their very body.
 */

import type { Declaration } from '../../model/declaration.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { quote } from '../../model/text/quote.ts';
import type { DesiredEntity } from '../../plan/change/desired-entity.ts';
import { createFindSame } from '../../plan/check/create-find-same.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { isUndeclared } from '../../plan/match/is-undeclared.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullUnit } from '../pull-unit.ts';
import type { DoubtOptions } from './find-doubts.ts';

/**
 * Of some units, those that must wait until a person says what is what.
 *
 * @param how whether other environments read a file, and how an entry follows a new name.
 */
export function findUiRenames(
  units: readonly PullUnit[],
  comparison: Comparison,
  how: Following,
): ReadonlyMap<PullUnit, Obstacle> {
  if (units.every(({ action }) => action !== 'remove' && action !== 'add')) return new Map();
  const { index, base, references } = comparison;
  const open = index.entities.filter((entity) => isUndeclared(entity, comparison));
  // Lists without a word about them are equal by chance.
  const isTelling = (entity: RemoteEntity) =>
    (base?.removed(entity) ?? false) ||
    entity.type !== 'contactList' ||
    entity.attributes['description'] !== undefined;
  const findSame = createFindSame(open.filter(isTelling), {
    platform: index.platform,
    keyOf: references.keyOf,
    hasSameSegments: true,
  });
  const byRemote = new Map<RemoteEntity, Pair>();
  const byDeclaration = new Map<Declaration, Pair>();
  for (const change of comparison.changes) {
    if (change.action !== 'create' || change.desired.declaration.id !== undefined) continue;
    const { desired } = change;
    const [remote] = findSame(desired);
    if (remote === undefined) continue;
    if (!byRemote.has(remote)) byRemote.set(remote, { desired, remote });
    byDeclaration.set(desired.declaration, { desired, remote });
  }
  const pairOf = (unit: PullUnit) => {
    if (unit.action === 'add') return byRemote.get(unit.remote);
    return unit.action === 'remove' ? byDeclaration.get(unit.match.declaration) : undefined;
  };
  return new Map(
    units.flatMap((unit): (readonly [PullUnit, Obstacle])[] => {
      const pair = pairOf(unit);
      return pair ? [[unit, looksRenamed(unit, pair, how)]] : [];
    }),
  );
}

/** How an entry follows a new name. */
export type Following = Pick<DoubtOptions, 'isShared' | 'findRenameLock' | 'words'>;

interface Pair {
  readonly desired: DesiredEntity;
  readonly remote: RemoteEntity;
}

function looksRenamed(
  unit: PullUnit,
  { desired, remote }: Pair,
  { isShared, findRenameLock, words }: Following,
): Obstacle {
  const { name, source, address } = desired.declaration;
  const follow = isShared(source.file)
    ? `run ${words.rename(address, remote.name)}`
    : `bind the entry ${quote(name)} with id: "${remote.id}"`;
  const text =
    unit.action === 'add'
      ? `It looks like ${quote(name)}, renamed in the Criteo UI.`
      : `It looks as if it was renamed to ${quote(remote.name)} in the Criteo UI.`;
  const lock = findRenameLock(desired.declaration, remote.name);
  if (lock !== null) return { ...lock, text: `${text} ${lock.text}` };
  return {
    ...{ code: 'pull-unsafe', text },
    fix: `If it was, ${follow}, and pull again. If it was not, remove that entry by hand.`,
    source,
  };
}
