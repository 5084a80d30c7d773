/** Compares a remote entity with one that a plan describes in the manifest's words. */
import type { SegmentReference } from '../../model/algebra.ts';
import { addressOf } from '../../model/entity.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { JsonObject } from '../../model/text/json.ts';
import type { Platform } from '../../platforms/platform.ts';
import { readComparable } from '../match/comparable-entity.ts';
import { remoteKey } from '../match/resolve-references.ts';
import { compareEntities } from './compare-entities.ts';

/** The ID behind a segment's name; null while there is none. */
export type IdOfName = (name: string) => string | null;

/** Whether a remote entity is what a plan's `before` or `after` says, name included. */
export function isAs(
  remote: RemoteEntity,
  described: JsonObject,
  idOf: IdOfName,
  platform: Platform,
): boolean {
  return (
    described['name'] === remote.name &&
    differingPaths(remote, described, idOf, platform).length === 0
  );
}

/** The attributes in which they differ, as dotted paths; the name is not among them. */
export function differingPaths(
  remote: RemoteEntity,
  described: JsonObject,
  idOf: IdOfName,
  platform: Platform,
): readonly string[] {
  const comparable = readComparable(remote.kind, described, platform, (reference) =>
    keyOf(reference, idOf),
  );
  return compareEntities(platform, comparable, remote).map(({ path }) => path);
}

/** The same keys that the planner's references have: `#ID`, or the address of what has no ID yet. */
function keyOf(reference: SegmentReference, idOf: IdOfName): string {
  if ('id' in reference) return remoteKey(reference.id);
  const id = idOf(reference.name);
  return id === null ? addressOf('segment', reference.name) : remoteKey(id);
}
