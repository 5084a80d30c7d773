/** Holds each change of a plan against the remote as it is now: still to do, done, or overtaken. */
import { referencesIn, segmentIdsIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { PlannedChange } from '../../schema/generated/plan.ts';
import { type IdOfName, isAs } from '../change/compare-described.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { isRetired, stepAsideName } from '../match/temporary-name.ts';
import { rivalOf, successorOf } from '../order/expand-change.ts';
import { findMakers } from '../order/find-makers.ts';
import { attributesOf, changeAddress, nameIn } from '../planned-change.ts';

export type Standing =
  /** `id` where the entity is there already, and only something around it is left to do. */
  | { readonly state: 'pending'; readonly id?: string }
  | { readonly state: 'done'; readonly id: string | null }
  | { readonly state: 'stale'; readonly reason: string; readonly updatedAt: string | null };

/** Changes that are done, each with the ID of its entity; null for one that is gone. */
export type DoneChanges = ReadonlyMap<PlannedChange, string | null>;

/** The standing of every change, in the order of the changes. */
export function assessChanges(
  changes: readonly PlannedChange[],
  index: RemoteIndex,
): readonly Standing[] {
  const freesName = findFreeingName(changes);
  const idOfCreated = findCreated(changes, index);
  const idOfLate = findLate(changes, index);
  return changes.map((change) => {
    const created: IdOfName = (name) => idOfCreated(name, change);
    const late: IdOfName = (name) => idOfLate(name, change);
    if (change.action === 'create') return assessCreate(change, index, freesName, created);
    if (change.action === 'replace') return assessReplace(change, index, created);
    const standing = assessExisting(change, index, created);
    const isTooLate = standing.state === 'stale' && refersToLate(change, index, late);
    return isTooLate ? { state: 'pending' } : standing;
  });
}

/** IDs behind names: those that the plan knows, and those of what it creates. */
function idsOf(segmentIds: Readonly<Record<string, string | null>>, created: IdOfName): IdOfName {
  return (name) => segmentIds[name] ?? created(name);
}

/** A replacement is done when its name leads to an entity as planned and the old one is out of the way. */
function assessReplace(change: PlannedChange, index: RemoteIndex, created: IdOfName): Standing {
  const { kind, address } = changeAddress(change);
  const after = attributesOf(change.after);
  const before = attributesOf(change.before);
  const old = change.id === null ? undefined : index.byId(kind, change.id);
  const oldName = nameIn(before) ?? '';
  const idOf = idsOf(change.segmentIds.after, created);
  const named = index.named(kind, nameIn(after) ?? '');
  const finished = named.find((entity) => after && isAs(entity, after, idOf, index.platform));
  const isOldAway = old === undefined || isRetired(old, oldName);
  if (finished && finished.id !== change.id && isOldAway) {
    const isTidy = successorOf(change, index) === null;
    return { state: isTidy ? 'done' : 'pending', id: finished.id };
  }
  if (isOldAway) {
    return successorOf(change, index)
      ? { state: 'pending' }
      : stale(`the ${kind} ${change.id} no longer exists`, null);
  }
  const renamedBack = old.name === stepAsideName(address, old.id) ? { ...old, name: oldName } : old;
  const idBefore = idsOf(change.segmentIds.before, created);
  return before && isAs(renamedBack, before, idBefore, index.platform)
    ? { state: 'pending' }
    : stale(`the ${kind} ${old.id} has changed since the plan was made`, old.updatedAt);
}

function stale(reason: string, updatedAt: string | null): Standing {
  return { state: 'stale', reason, updatedAt };
}

function assessExisting(change: PlannedChange, index: RemoteIndex, created: IdOfName): Standing {
  const { kind, address } = changeAddress(change);
  const after = attributesOf(change.after);
  const before = attributesOf(change.before);
  const found = change.id === null ? undefined : index.byId(kind, change.id);
  if (!found) {
    if (change.action === 'delete') return { state: 'done', id: change.id };
    return stale(`the ${kind} ${change.id} no longer exists`, null);
  }
  const idAfter = idsOf(change.segmentIds.after, created);
  const isDone = after && isAs(found, after, idAfter, index.platform);
  // Equal people are not enough: the tree may be sent for the sake of the segments it no longer names.
  if (isDone && namesSameSegments(found, change, idAfter)) return { state: 'done', id: found.id };
  // An entity that a cut-off run moved out of another's way is as before, but for its name.
  const isAside = found.name === stepAsideName(address, found.id);
  const remote = isAside ? { ...found, name: nameIn(before) ?? '' } : found;
  if (before && isAs(remote, before, idsOf(change.segmentIds.before, created), index.platform)) {
    return { state: 'pending' };
  }
  return stale(`the ${kind} ${found.id} has changed since the plan was made`, found.updatedAt);
}

function namesSameSegments(remote: RemoteEntity, change: PlannedChange, idOf: IdOfName): boolean {
  if (!change.paths.includes('algebra')) return true;
  const wanted = new Set(
    referencesIn(attributesOf(change.after) ?? {}).map(({ reference }) =>
      'id' in reference ? reference.id : idOf(reference.name),
    ),
  );
  return segmentIdsIn(remote.attributes).every((id) => wanted.has(id));
}

function assessCreate(
  change: PlannedChange,
  index: RemoteIndex,
  freesName: ReadonlySet<string>,
  created: IdOfName,
): Standing {
  const { kind } = changeAddress(change);
  const after = attributesOf(change.after);
  const holders = index
    .named(kind, nameIn(after) ?? '')
    .filter(({ id }) => !freesName.has(`${kind}/${id}`));
  const [existing] = holders;
  if (!existing) return { state: 'pending' };
  const idOf = idsOf(change.segmentIds.after, created);
  const same = holders.find((remote) => after && isAs(remote, after, idOf, index.platform));
  if (same) return { state: 'done', id: same.id };
  return stale(
    `a ${kind} with this name now exists, and is not as planned (ID ${existing.id})`,
    existing.updatedAt,
  );
}

/** The ID that a change of the plan finds behind a name; null while there is none. */
type IdForChange = (name: string, user: PlannedChange) => string | null;

/** The segments that the plan creates, as far as an earlier run got. */
function findCreated(changes: readonly PlannedChange[], index: RemoteIndex): IdForChange {
  const makerOf = findMakers(changes, index.platform);
  const idOf = findMade(changes, index);
  return (name, user) => {
    const maker = makerOf(name, user);
    return maker && idOf(maker);
  };
}

/** The ID of what a change creates, where an earlier run has done so. */
export function findMade(
  changes: readonly PlannedChange[],
  index: RemoteIndex,
): (maker: PlannedChange) => string | null {
  const freesName = findFreeingName(changes);
  const replaced = new Set(changes.flatMap(({ action, id }) => (action === 'replace' ? [id] : [])));
  return (maker) => {
    const successor = maker.action === 'replace' ? successorOf(maker, index) : null;
    const after = attributesOf(maker.after);
    const owner = after?.[index.platform.ownerAttribute];
    const named = index
      .named('segment', nameIn(after) ?? '')
      .filter(({ id }) => !replaced.has(id) && !freesName.has(`segment/${id}`));
    // Namesakes belong to two owners; a row without an owner may belong to either.
    const own =
      named.find(({ ownerId }) => ownerId === owner) ?? named.find((each) => each.ownerId === null);
    const rival = successor ? rivalOf(maker, index) : null;
    return rival?.id ?? successor?.id ?? own?.id ?? null;
  };
}

/** Successors that came too late, by the name that they were made for. */
function findLate(changes: readonly PlannedChange[], index: RemoteIndex): IdForChange {
  const makerOf = findMakers(changes, index.platform);
  return (name, user) => {
    const maker = makerOf(name, user);
    const successor = maker?.action === 'replace' ? successorOf(maker, index) : null;
    return maker && successor && rivalOf(maker, index) ? successor.id : null;
  };
}

/** Whether an entity is as planned but for the successors it refers to, which have to go. */
function refersToLate(change: PlannedChange, index: RemoteIndex, late: IdOfName): boolean {
  const { kind } = changeAddress(change);
  const after = attributesOf(change.after);
  const found = change.id === null ? undefined : index.byId(kind, change.id);
  if (!found || !after) return false;
  const ids = segmentIdsIn(found.attributes);
  const names = Object.keys(change.segmentIds.after);
  const isUser = names.some((name) => ids.includes(late(name) ?? ''));
  const idOf: IdOfName = (name) => late(name) ?? change.segmentIds.after[name] ?? null;
  return isUser && isAs(found, after, idOf, index.platform);
}

/** Entities that give up their name in the course of the plan. */
function findFreeingName(changes: readonly PlannedChange[]): ReadonlySet<string> {
  const renamed = changes.filter(
    (change) => nameIn(attributesOf(change.after)) !== nameIn(attributesOf(change.before)),
  );
  return new Set(renamed.map((change) => `${changeAddress(change).kind}/${change.id}`));
}
