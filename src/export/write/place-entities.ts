/** Which file each entity goes to, so that an entity more or less moves no other. */
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Platform } from '../../platforms/platform.ts';
import { compareIds } from '../compare-ids.ts';
import { toSlug } from './to-slug.ts';

/**
 * - `retailer`: a file for each kind and retailer; where all entities have one owner, for each type.
 * - `entity`: a file for each entity.
 */
export type Layout = 'retailer' | 'entity';

/** The file for what is remote and cannot be declared; no entity gets it. */
export function placeOfUndeclared(kind: RemoteEntity['kind']): string {
  return `${kind}s/${undeclared}.yaml`;
}

const undeclared = 'not-declared';

/**
 * @param entities all that is remote, also where only a part is exported, so that a file has the same
 *   name in every export.
 */
export function placeEntities(
  entities: readonly RemoteEntity[],
  layout: Layout,
  platform: Platform,
): (entity: RemoteEntity) => string {
  if (layout === 'retailer') return (entity) => fileOf(entity, groupOf(entity, platform));
  const files = new Map<RemoteEntity, string>();
  const taken = new Set((['segment', 'audience'] as const).map(placeOfUndeclared));
  // The older entity keeps the plain name, so that a newer one never takes it away.
  for (const entity of entities.toSorted((a, b) => compareIds(a.id, b.id))) {
    const id = toSlug(entity.id);
    let name = toSlug(entity.name) || id;
    while (taken.has(fileOf(entity, name))) name += `-${id}`;
    const file = fileOf(entity, name);
    taken.add(file);
    files.set(entity, file);
  }
  return (entity) => files.get(entity) ?? placeOfUndeclared(entity.kind);
}

function fileOf({ kind }: RemoteEntity, name: string): string {
  return `${kind}s/${name}.yaml`;
}

function groupOf({ kind, ownerId, type }: RemoteEntity, platform: Platform): string {
  const hasOneOwner = platform.ownerAttribute === platform.scope.attribute;
  if (!hasOneOwner) return `retailer-${ownerId}`;
  if (kind === 'audience') return 'audiences';
  return (type ?? undeclared).replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}
