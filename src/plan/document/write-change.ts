/** A change as the plan document shows it. */
import jsonpatch from 'fast-json-patch';
import { segmentIdsIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { isJsonObject } from '../../model/text/json.ts';
import type { ChangeReason, LiveUse, PlannedChange } from '../../schema/generated/plan.ts';
import { combineOrigins } from '../base/judge-origin.ts';
import type { Change, Reason } from '../change/change.ts';
import {
  describeDesired,
  describeRemote,
  type EntityDescription,
} from '../change/describe-entity.ts';
import { describeDeclared } from '../match/describe-declared.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import type { References } from '../match/resolve-references.ts';
import { newName } from '../match/temporary-name.ts';
import type { People } from '../people/judge-people.ts';
import { overlay } from '../people/judge-segment.ts';
import { judgeUndo } from '../people/judge-undo.ts';
import { type EmptyListUses, writeEmptyLists } from '../people/warn-of-empty-lists.ts';

/** What a change does to people, and what new lists do until they are filled. */
export interface WrittenPeople extends Pick<People, 'reachOf'> {
  readonly emptyLists: EmptyListUses;
}

export function writeChange(
  change: Change,
  index: RemoteIndex,
  references: References,
  people: WrittenPeople,
): PlannedChange {
  const before = change.action === 'create' ? null : describeRemote(change.remote, references);
  const after = describeAfter(change, before);
  const source = change.match?.declaration.source;
  const meta = change.match?.declaration.meta;
  return {
    address: change.address,
    action: change.action,
    id: change.action === 'create' ? null : change.remote.id,
    origin: combineOrigins(change.reasons.flatMap(({ origin }) => (origin ? [origin] : []))),
    reasons: change.reasons.map(writeReason),
    ...judgeUndo(change),
    ...people.reachOf(change),
    ...emptyListsOf(change, people),
    ...(change.members === undefined ? {} : { members: { ...change.members } }),
    liveUse: liveUseOf(change, index),
    before: before && { ...before.attributes },
    after: after && { ...after.attributes },
    segmentIds: { before: { ...before?.segmentIds }, after: { ...after?.segmentIds } },
    ...segmentNamesOf([before, after], references),
    paths: change.action === 'update' ? [...change.paths] : [],
    patch:
      before && after
        ? jsonpatch.compare(before.attributes, after.attributes).filter(isJsonObject)
        : [],
    ...temporaryNameOf(change, index),
    ...(meta === undefined ? {} : { meta: { ...meta } }),
    dependsOn: [],
    source: source ? { file: source.file, line: source.line, column: source.column } : null,
  };
}

function emptyListsOf(change: Change, { emptyLists }: WrittenPeople) {
  const use = emptyLists.get(change);
  return use === undefined ? {} : { emptyLists: writeEmptyLists(use) };
}

/** Made from the manifest alone, so that a later run finds it again even if it leaves other attributes alone. */
function temporaryNameOf(change: Change, { platform }: RemoteIndex) {
  if (change.action !== 'replace') return {};
  const { declaration } = change.desired;
  return { temporaryName: newName(declaration.address, describeDeclared(declaration, platform)) };
}

function writeReason({ code, text, origin, base }: Reason): ChangeReason {
  const written: ChangeReason = { code, text };
  if (origin !== undefined) written.origin = origin;
  if (base !== undefined && base !== null) written.base = base;
  return written;
}

/**
 * What will be remote. An update touches its own paths alone: what the API keeps to itself, or
 * chose, stays as it was read.
 */
function describeAfter(change: Change, before: EntityDescription | null): EntityDescription | null {
  if (change.action === 'delete') return null;
  const desired = describeDesired(change.desired);
  if (change.action !== 'update' || before === null) return desired;
  const attributes = overlay(before.attributes, desired.attributes, change.paths);
  const segmentIds = change.paths.includes('algebra') ? desired.segmentIds : before.segmentIds;
  return { attributes, segmentIds };
}

/** What the segments are called that have no name in the change. */
function segmentNamesOf(
  sides: readonly (EntityDescription | null)[],
  references: References,
): Pick<PlannedChange, 'segmentNames'> {
  const ids = sides.flatMap((side) => segmentIdsIn(side?.attributes ?? {}));
  const names = ids.flatMap((id) => {
    const segment = references.segmentOf(id);
    return segment ? [[id, segment.name] as const] : [];
  });
  return names.length === 0 ? {} : { segmentNames: Object.fromEntries(names) };
}

function liveUseOf(change: Change, index: RemoteIndex): LiveUse {
  if (!index.platform.tellsLiveUse) return { known: false };
  if (change.action === 'create') return { known: true, adSetIds: [] };
  return { known: true, adSetIds: [...adSetsThrough(change.remote, index)] };
}

/** The ad sets of an audience, or of every audience that uses a segment, lookalikes in between included. */
function adSetsThrough(entity: RemoteEntity, index: RemoteIndex): readonly string[] {
  const adSets = new Set<string>();
  const seen = new Set<RemoteEntity>();
  const queue = [entity];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const id of next.adSetIds ?? []) adSets.add(id);
    if (next.kind === 'segment') queue.push(...index.usersOf(next.id));
  }
  return [...adSets].sort();
}
