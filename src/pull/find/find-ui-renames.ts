/**
 * Entries without an ID whose entity seems to have another name in the UI by now: nothing remote has their name, and
 * something that no manifest declares has their very body.
 */

import type { Kind } from '../../model/entity.ts';
import { groupBy } from '../../model/group-by.ts';
import { segmentIdsIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { canonicalJson, type JsonObject } from '../../model/text/json.ts';
import { quote } from '../../model/text/quote.ts';
import { compareEntities } from '../../plan/change/compare-entities.ts';
import type { DesiredEntity } from '../../plan/change/desired-entity.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
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
  const { matched, index, elsewhere, base, references } = comparison;
  const open = index.entities.filter(
    (entity) => entity.unmanageable === null && !matched.has(entity) && !elsewhere.declares(entity),
  );
  // Lists without a word about them are equal by chance.
  const isTelling = (entity: RemoteEntity) =>
    (base?.removed(entity) ?? false) ||
    entity.type !== 'contactList' ||
    entity.attributes['description'] !== undefined;
  const bySignature = groupBy(open.filter(isTelling), ({ kind, type, attributes }) =>
    signature(kind, type, attributes, segmentIdsIn(attributes).map(references.keyOf)),
  );
  const pairs = comparison.changes.flatMap((change) => {
    if (change.action !== 'create' || change.desired.declaration.id !== undefined) return [];
    const { desired } = change;
    const { kind } = desired.declaration;
    const keys = desired.targets.map(({ key }) => key);
    const alike = bySignature.get(signature(kind, desired.type, desired.attributes, keys)) ?? [];
    const remote = alike.find(
      (entity) => compareEntities(index.platform, desired, entity, references.keyOf).length === 0,
    );
    return remote ? [{ desired, remote }] : [];
  });
  return new Map(
    units.flatMap((unit): (readonly [PullUnit, Obstacle])[] => {
      const pair = pairs.find(({ desired, remote }) =>
        unit.action === 'add'
          ? unit.remote === remote
          : unit.action === 'remove' && unit.match.declaration === desired.declaration,
      );
      return pair ? [[unit, looksRenamed(unit, pair, how)]] : [];
    }),
  );
}

/** Equal for equal bodies; it only spares most of the comparisons. */
function signature(
  kind: Kind,
  type: string | null,
  { description = null }: JsonObject,
  used: readonly string[],
): string {
  return canonicalJson([kind, type, description, [...new Set(used)].sort()]);
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
