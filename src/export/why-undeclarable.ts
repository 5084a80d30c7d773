/** What a manifest cannot say about a remote entity, so that it is left out of the manifests. */
import { addressOf } from '../model/entity.ts';
import type { RemoteEntity } from '../model/snapshot.ts';
import type { RemoteIndex } from '../plan/index-snapshot.ts';
import { whyUnmanageable } from '../plan/match-findings.ts';
import { isMovingTo, readTemporaryName } from '../plan/temporary-name.ts';
import { attributeRules } from '../platforms/platform-named.ts';

/** @returns the reason in words; null for what can be declared, as far as the entity alone tells. */
export function whyUndeclarable(entity: RemoteEntity, index: RemoteIndex): string | null {
  if (entity.unmanageable !== null) return whyUnmanageable[entity.unmanageable];
  if (readTemporaryName(entity.name) !== null) {
    return 'carries a temporary name: a run that was cut off has to be finished first';
  }
  if (entity.name.trim() === '') return 'has no name';
  if (entity.name !== entity.name.trim()) {
    return 'its name begins or ends with a blank, which names in manifests never do';
  }
  const moving = index.temporary.find((other) =>
    isMovingTo(addressOf(entity.kind, entity.name), other),
  );
  if (moving) return `a run that was cut off is about to give its name to ID ${moving.id}`;
  const [unknown] = requiredUnknowns(entity, index);
  return unknown === undefined ? null : `the API does not tell its ${unknown}`;
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
