/** Entities as `before` and `after` show them: the manifest's words, with names where they say enough. */
import { mapAlgebra, readAlgebra, type SegmentReference, writeAlgebra } from '../model/algebra.ts';
import { type JsonObject, valueAt } from '../model/json.ts';
import type { RemoteEntity } from '../model/snapshot.ts';
import type { Platform } from '../platforms/platform.ts';
import { describeDeclared, withSeed } from './describe-declared.ts';
import type { DesiredEntity } from './desired-entity.ts';
import type { References } from './resolve-references.ts';

export interface EntityDescription {
  readonly attributes: JsonObject;
  /** The ID behind each name that the attributes refer to; null for a segment not created yet. */
  readonly segmentIds: Readonly<Record<string, string | null>>;
}

/** The remote entity, segments by name wherever that name alone leads back to the same segment. */
export function describeRemote(remote: RemoteEntity, references: References): EntityDescription {
  const segmentIds = new Map<string, string>();
  const refer = (id: string): SegmentReference => {
    const segment = references.segmentOf(id);
    const target = segment && references.resolve({ name: segment.name }, remote.ownerId);
    if (!segment || !target || 'problem' in target || target.key !== segment.key) return { id };
    segmentIds.set(segment.name, id);
    return { name: segment.name };
  };
  let attributes: JsonObject = { name: remote.name, ...remote.attributes };
  const algebra = readAlgebra(remote.attributes['algebra']);
  if (algebra) {
    const named = mapAlgebra(algebra, (leaf) => ('id' in leaf ? refer(leaf.id) : leaf));
    attributes = { ...attributes, algebra: writeAlgebra(named) };
  }
  const seed = valueAt(remote.attributes, 'lookalike.seedSegmentId');
  if (typeof seed === 'string') attributes = withSeed(attributes, refer(seed));
  return { attributes, segmentIds: Object.fromEntries(segmentIds) };
}

/** The declared entity as it will be: its tree as declared, which is what is sent. */
export function describeDesired(desired: DesiredEntity, platform: Platform): EntityDescription {
  const segmentIds = desired.references.flatMap(({ reference, target }) =>
    'name' in reference ? [[reference.name, target.nextId]] : [],
  );
  const attributes = describeDeclared(desired.declaration, platform);
  // Entries, not assignment: a segment may be named `__proto__`.
  return { attributes, segmentIds: Object.fromEntries(segmentIds) };
}
