/** Entities as `before` and `after` show them: the manifest's words, with names where they say enough. */
import {
  mapAlgebra,
  readAlgebra,
  type SegmentReference,
  writeAlgebra,
} from '../../model/algebra.ts';
import { seedIdIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { JsonObject } from '../../model/text/json.ts';
import { withSeed } from '../match/describe-declared.ts';
import type { References } from '../match/resolve-references.ts';
import type { DesiredEntity } from './desired-entity.ts';

export interface EntityDescription {
  readonly attributes: JsonObject;
  /** The ID behind each name that the attributes refer to; null for a segment not created yet. */
  readonly segmentIds: Readonly<Record<string, string | null>>;
}

/** The remote entity, segments by name if that name alone leads back to the same segment. */
export function describeRemote(remote: RemoteEntity, references: References): EntityDescription {
  const segmentIds = new Map<string, string>();
  const referTo = createReferrer(references, remote.ownerId);
  const refer = (id: string): SegmentReference => {
    const reference = referTo(id);
    if ('id' in reference) return reference;
    const { name } = reference;
    // A tree may name a replaced segment and its successor, which share a name here.
    if ((segmentIds.get(name) ?? id) !== id) return { id };
    segmentIds.set(name, id);
    return reference;
  };
  let attributes: JsonObject = { name: remote.name, ...remote.attributes };
  const algebra = readAlgebra(remote.attributes['algebra']);
  if (algebra) {
    const named = mapAlgebra(algebra, (leaf) => ('id' in leaf ? refer(leaf.id) : leaf));
    attributes = { ...attributes, algebra: writeAlgebra(named) };
  }
  const seed = seedIdIn(remote.attributes);
  if (seed !== null) attributes = withSeed(attributes, refer(seed));
  return { attributes, segmentIds: Object.fromEntries(segmentIds) };
}

/** How a user of some owner refers to a remote segment: by name where that leads back to it, else by ID. */
export function createReferrer(
  references: References,
  ownerId: string | null,
): (id: string) => SegmentReference {
  return (id) => {
    const segment = references.segmentOf(id);
    const target = segment && references.resolve({ name: segment.name }, ownerId);
    if (!segment || !target || 'problem' in target || target.key !== segment.key) return { id };
    return { name: segment.name };
  };
}

/** The declared entity as it will be: its tree as declared, or as it stays where it is left alone. */
export function describeDesired(desired: DesiredEntity): EntityDescription {
  const { name, references, algebra } = desired;
  const segmentIds = references.flatMap(({ reference, target }) =>
    'name' in reference ? [[reference.name, target.nextId]] : [],
  );
  // Entries, not assignment: a segment may be named `__proto__`.
  const described = { segmentIds: Object.fromEntries(segmentIds) };
  const attributes: JsonObject = { name, ...desired.attributes };
  const [first] = references;
  if (algebra === null) {
    const seeded = first ? withSeed(attributes, first.reference) : attributes;
    return { ...described, attributes: seeded };
  }
  const leaves = references.values();
  const tree = mapAlgebra(algebra, () => leaves.next().value?.reference ?? { name: '' });
  return { ...described, attributes: { ...attributes, algebra: writeAlgebra(tree) } };
}
