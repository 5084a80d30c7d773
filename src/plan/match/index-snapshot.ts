/** The snapshot as the planner asks for it: by ID, by name, by who uses a segment. */
import type { Address, Kind } from '../../model/entity.ts';
import { groupBy, groupPairs } from '../../model/group-by.ts';
import { foldName } from '../../model/name.ts';
import { segmentIdsIn } from '../../model/references.ts';
import type { RemoteEntity, Snapshot } from '../../model/remote/snapshot.ts';
import { decodeRow } from '../../platforms/decode-row.ts';
import type { Platform } from '../../platforms/platform.ts';
import { readTemporaryName, temporaryTarget } from './temporary-name.ts';

export interface RemoteIndex {
  readonly platform: Platform;
  readonly scopeId: string;
  readonly entities: readonly RemoteEntity[];
  readonly byId: (kind: Kind, id: string) => RemoteEntity | undefined;
  /** Entities of exactly this name, in order of ID; unmanageable ones too. */
  readonly named: (kind: Kind, name: string) => readonly RemoteEntity[];
  /** Entities whose name differs at most in case, outer blanks or Unicode form. */
  readonly alike: (kind: Kind, name: string) => readonly RemoteEntity[];
  /** Audiences and lookalikes that refer to a segment. */
  readonly usersOf: (segmentId: string) => readonly RemoteEntity[];
  readonly names: (kind: Kind) => readonly string[];
  /** Manageable entities that carry a temporary name, also one that a user gave. */
  readonly temporary: readonly RemoteEntity[];
  /** Those whose temporary name is about an address. */
  readonly temporaryFor: (address: Address) => readonly RemoteEntity[];
}

export function indexSnapshot(
  platform: Platform,
  scopeId: string,
  snapshot: Snapshot,
): RemoteIndex {
  return indexEntities(platform, scopeId, [
    ...snapshot.segments.map((row) => decodeRow(platform, 'segment', scopeId, row)),
    ...snapshot.audiences.map((row) => decodeRow(platform, 'audience', scopeId, row)),
  ]);
}

/** The same of entities that come from elsewhere than a snapshot. */
export function indexEntities(
  platform: Platform,
  scopeId: string,
  entities: readonly RemoteEntity[],
): RemoteIndex {
  const byId = new Map(entities.map((entity) => [`${entity.kind}/${entity.id}`, entity]));
  const byName = groupBy(entities, (entity) => `${entity.kind}/${entity.name}`);
  const byFoldedName = groupBy(entities, (entity) => `${entity.kind}/${foldName(entity.name)}`);
  const users = groupPairs(
    entities.flatMap((entity) => segmentIdsIn(entity.attributes).map((id) => [id, entity])),
  );
  const temporary = entities.filter(
    ({ name, unmanageable }) => unmanageable === null && readTemporaryName(name) !== null,
  );
  const byTarget = groupBy(temporary, ({ name }) => readTemporaryName(name)?.target);
  return {
    platform,
    scopeId,
    entities,
    byId: (kind, id) => byId.get(`${kind}/${id}`),
    named: (kind, name) => byName.get(`${kind}/${name}`) ?? [],
    alike: (kind, name) => byFoldedName.get(`${kind}/${foldName(name)}`) ?? [],
    usersOf: (segmentId) => users.get(segmentId) ?? [],
    temporary,
    temporaryFor: (address) =>
      temporary.length === 0 ? [] : (byTarget.get(temporaryTarget(address)) ?? []),
    names: (kind) => entities.filter((entity) => entity.kind === kind).map(({ name }) => name),
  };
}
