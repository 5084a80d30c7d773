import type { SegmentDefinition } from '../algebra/segments/relate-segments.ts';
import type { RemoteEntity } from '../model/remote/snapshot.ts';
import type { JsonObject } from '../model/text/json.ts';

/**
 * How a remote segment is defined, with these attributes; null where not all of that is known.
 * @param attributes those that it will have, if a change is judged
 */
export function defineRemote(
  remote: RemoteEntity,
  attributes: JsonObject = remote.attributes,
): SegmentDefinition | null {
  const { type, ownerId, incomparable, isPartlyRead } = remote;
  if (type === null || ownerId === null || isPartlyRead) return null;
  return { type, ownerId, attributes, incomparable };
}
