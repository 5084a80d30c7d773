/** What is remote and in no manifest: named where it is little, with the line that deletes it or why none does. */
import { addressOf } from '../../model/entity.ts';
import { createOwnership, createProtection } from '../../model/ownership.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { listSome } from '../../model/text/list-some.ts';
import type { UnmanagedEntity } from '../../schema/generated/plan.ts';
import type { Comparison } from '../compare-with-remote.ts';
import { whyUndeclarable } from './why-undeclarable.ts';

/** More than these are only counted. */
const maxNamed = 5;

/** More users of a segment are only counted. */
const mostUsers = 2;

/** Entities of the project's own that no manifest names. Criteo's own and foreign rows are left out. */
export function findUnmanaged({ matched, prunes, index }: Comparison): readonly RemoteEntity[] {
  const pruned = new Set(prunes.deletions);
  return index.entities.filter(
    (entity) =>
      !matched.has(entity) &&
      !pruned.has(entity) &&
      entity.unmanageable !== 'behavioral' &&
      entity.unmanageable !== 'foreign',
  );
}

/** None where there are many, nor those of which the plan says already why it leaves them alone. */
export function listUnmanaged(comparison: Comparison): UnmanagedEntity[] {
  const found = findUnmanaged(comparison);
  if (found.length > maxNamed) return [];
  const told = new Set(comparison.prunes.leftAlone.map(({ address, id }) => `${address} ${id}`));
  const why = createReasons(comparison);
  return found.flatMap((entity) => {
    const address = addressOf(entity.kind, entity.name);
    if (told.has(`${address} ${entity.id}`)) return [];
    const text = why(entity);
    const rest = text === null ? { deletedBy: absentLine(entity, comparison) } : { text };
    return [{ address, id: entity.id, ...rest }];
  });
}

/** Why a manifest cannot delete an entity; null where it can. */
function createReasons({
  project,
  index,
  elsewhere,
  desired,
}: Comparison): (entity: RemoteEntity) => string | null {
  const owns = createOwnership(project.owns);
  const isProtected = createProtection(project.protect);
  const referred = new Set(
    desired.flatMap(({ references, declared }) =>
      [...references, ...declared].map(({ target }) => target.remote),
    ),
  );
  return (entity) => {
    if (project.owns !== null && !owns(entity)) return 'not among what this project owns';
    const users = entity.kind === 'segment' ? index.usersOf(entity.id) : [];
    const adSets = entity.adSetIds ?? [];
    return (
      whyUndeclarable(entity, index) ??
      (isProtected(entity) ? 'protected by the project file' : null) ??
      elsewhere.why(entity)?.text ??
      (adSets.length > 0 ? `live in ad sets ${adSets.join(', ')}` : null) ??
      (users.length > 0 ? `used by ${listUsers(users)}` : null) ??
      (referred.has(entity) ? 'a declared entity refers to it' : null)
    );
  };
}

function listUsers(users: readonly RemoteEntity[]): string {
  return listSome(
    users.map(({ kind, name }) => `${kind} "${name}"`),
    mostUsers,
  );
}

/** By the name, where it says enough and needs no escapes. */
function absentLine({ kind, id, name }: RemoteEntity, { index }: Comparison): string {
  const isPlain = /^[\p{L}\p{N} |_.,:()&+-]+$/u.test(name) && index.alike(kind, name).length === 1;
  return isPlain ? `- { name: "${name}", state: absent }` : `- { id: "${id}", state: absent }`;
}
