/** Attributes that keep their remote value, even where the manifest has another one. */
import { mapAlgebra, readAlgebra } from '../../model/algebra.ts';
import { seedIdIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { isJsonObject, valueAt, withoutValueAt, withValueAt } from '../../model/text/json.ts';
import type { Platform } from '../../platforms/platform.ts';
import { attributeRules } from '../../platforms/platform-named.ts';
import { type References, remoteKey, type SegmentTarget } from '../match/resolve-references.ts';
import { readTemporaryName } from '../match/temporary-name.ts';
import { createReferrer } from './describe-entity.ts';
import type { DesiredEntity, FollowedReference } from './desired-entity.ts';

export interface LeavingContext {
  readonly platform: Platform;
  readonly references: References;
}

/** Whether an attribute is one of some that are named, or part of one. */
function covers(paths: readonly string[], path: string): boolean {
  return paths.some((each) => path === each || path.startsWith(`${each}.`));
}

/**
 * The entity as it will be if the attributes at some paths stay as they are remotely. A tree or a
 * seed that stays follows its segments: where one is replaced, it refers to the successor.
 *
 * @param paths dotted, those of whole types and `name` among them.
 */
export function leaveAlone(
  desired: DesiredEntity,
  remote: RemoteEntity,
  paths: readonly string[],
  context: LeavingContext,
): DesiredEntity {
  if (paths.length === 0) return desired;
  const typed = keepType(desired, remote, paths);
  // With its type, an entity keeps all that the type has.
  const kept = typed === desired || typed.type === null ? paths : [...paths, typed.type];
  const rules = attributeRules(context.platform, remote.kind, typed.type).filter(
    ({ path }) => covers(kept, path) && isKnown(path, typed, remote),
  );
  let { attributes } = typed;
  let referring: DesiredEntity = typed;
  for (const { path, form } of rules) {
    if (form === 'algebra' || form === 'segment-reference') {
      referring = keepReferences(referring, remote, context);
      continue;
    }
    const value = valueAt(remote.attributes, path);
    attributes =
      value === undefined ? withoutValueAt(attributes, path) : withValueAt(attributes, path, value);
  }
  const owner = valueAt(attributes, context.platform.ownerAttribute);
  // A temporary name is never left.
  const keepsName = covers(paths, 'name') && readTemporaryName(remote.name) === null;
  return {
    ...referring,
    name: keepsName ? remote.name : desired.name,
    ownerId: typeof owner === 'string' ? owner : null,
    attributes,
  };
}

/** Another type than the declared one, where the type itself is left alone. */
function keepType(
  desired: DesiredEntity,
  remote: RemoteEntity,
  paths: readonly string[],
): DesiredEntity {
  const { type: declared } = desired;
  const { type } = remote;
  if (declared === null || type === null || declared === type || !paths.includes(declared))
    return desired;
  const { [declared]: _, ...attributes } = desired.attributes;
  const value = remote.attributes[type];
  return {
    ...desired,
    type,
    attributes: { ...attributes, [type]: isJsonObject(value) ? value : {} },
  };
}

/** A value that the API does not return cannot be kept, nor can one of another segment type. */
function isKnown(path: string, { type }: DesiredEntity, remote: RemoteEntity): boolean {
  const isOfType = type !== null && path.startsWith(`${type}.`);
  return !remote.incomparable.includes(path) && (!isOfType || type === remote.type);
}

/** The remote tree, or the remote seed, with its segments as they will be. */
function keepReferences(
  desired: DesiredEntity,
  remote: RemoteEntity,
  { references }: LeavingContext,
): DesiredEntity {
  const refer = createReferrer(references, remote.ownerId);
  const follow = (id: string, path: readonly string[]): FollowedReference => {
    const target = references.segmentOf(id) ?? unknownSegment(id);
    return { reference: refer(id), path, target };
  };
  const tree = readAlgebra(remote.attributes['algebra']);
  const seed = seedIdIn(remote.attributes);
  if (tree === null) {
    if (seed === null) return desired;
    const followed = follow(seed, ['lookalike']);
    const { target } = followed;
    return { ...desired, seedKey: target.key, references: [followed], targets: [target] };
  }
  const followed: FollowedReference[] = [];
  const algebra = mapAlgebra(tree, (leaf) => {
    const each = follow('id' in leaf ? leaf.id : '', ['algebra']);
    followed.push(each);
    return each.target.key;
  });
  const targets = new Map(followed.map(({ target }) => [target.key, target]));
  return { ...desired, algebra, references: followed, targets: [...targets.values()] };
}

/** A segment that the API names and does not show. */
function unknownSegment(id: string): SegmentTarget {
  return { key: remoteKey(id), name: `#${id}`, remote: null, nextId: id, declaration: null };
}
