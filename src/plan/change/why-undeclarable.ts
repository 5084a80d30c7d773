/** What a manifest cannot say about a remote entity: it is not exported as it is, and never pruned. */
import { addressOf } from '../../model/entity.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { attributeRules } from '../../platforms/platform-named.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { whyUnmanageable } from '../match/match-findings.ts';
import { isOnWayTo, readTemporaryName } from '../match/temporary-name.ts';

/** The reasons why some entities cannot be declared, of those that cannot. */
export type FindUndeclarable = (
  entities: readonly RemoteEntity[],
  index: RemoteIndex,
) => ReadonlyMap<RemoteEntity, string>;

/** @returns the reason in words; null for what can be declared, judged by the entity alone. */
export function whyUndeclarable(entity: RemoteEntity, index: RemoteIndex): string | null {
  if (hasBlanks(entity)) {
    return 'its name begins or ends with a blank, which manifests do not allow';
  }
  return whyNeverDeclarable(entity, index);
}

/** Only its blanks are in the way: bound by its ID, it can be declared without them. */
export function hasBlanks({ name }: Pick<RemoteEntity, 'name'>): boolean {
  return name.trim() !== '' && name !== name.trim();
}

/** The same, but for blanks around the name. */
export function whyNeverDeclarable(entity: RemoteEntity, index: RemoteIndex): string | null {
  const { kind, name } = entity;
  if (entity.unmanageable !== null) return whyUnmanageable[entity.unmanageable];
  if (readTemporaryName(name.trim()) !== null) {
    return 'it has a temporary name: an interrupted run must be finished first';
  }
  if (name.trim() === '') return 'it has no name';
  const address = addressOf(kind, name.trim());
  const onWay = index.temporaryFor(address).find((other) => isOnWayTo(address, other));
  if (onWay) return `an interrupted run will give its name to ID ${onWay.id}`;
  return whyPartlyKnown(entity, index);
}

/** The same for what only the API keeps to itself: a person who knows it can declare it. */
export function whyPartlyKnown(entity: RemoteEntity, index: RemoteIndex): string | null {
  const [unknown] = requiredUnknowns(entity, index);
  return unknown === undefined ? null : `the API does not return its ${unknown}`;
}

/** Attributes that a manifest must hold and that the API answered with `Unknown` or left out. */
function requiredUnknowns(
  { kind, type, incomparable }: RemoteEntity,
  { platform }: RemoteIndex,
): readonly string[] {
  return attributeRules(platform, kind, type)
    .filter(({ path, required }) => required && incomparable.includes(path))
    .map(({ path }) => path)
    .filter((path) => path !== platform.scope.attribute);
}
