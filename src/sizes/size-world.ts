/** What the sizes of a plan are about: what is remote, and what the plan makes of it. */
import { algebraLeaves, readAlgebra } from '../model/algebra.ts';
import { isAddress, type Kind, kindOf } from '../model/entity.ts';
import type { RemoteEntity, Snapshot } from '../model/remote/snapshot.ts';
import { isJsonObject, type JsonObject } from '../model/text/json.ts';
import { decodeRow } from '../platforms/decode-row.ts';
import type { Channel, Platform } from '../platforms/platform.ts';
import { platformNamed } from '../platforms/platform-named.ts';
import type { PlanDocument, PlannedChange } from '../schema/generated/plan.ts';

export interface SizeWorld {
  readonly platform: Platform;
  /** The account or advertiser of the project. */
  readonly scopeId: string;
  readonly entities: readonly RemoteEntity[];
  readonly entityOf: (kind: Kind, id: string) => RemoteEntity | undefined;
  /** Whether the plan changes who is in a remote segment: its size then says nothing about afterwards. */
  readonly isChanging: (segmentId: string) => boolean;
}

/** @param snapshot the one that the plan was made from. */
export function createSizeWorld(plan: PlanDocument, snapshot: Snapshot): SizeWorld {
  const platform = platformNamed(plan.project.platform);
  const scopeId = plan.project[platform.scope.attribute] ?? '';
  const entities = [
    ...snapshot.segments.map((row) => decodeRow(platform, 'segment', scopeId, row)),
    ...snapshot.audiences.map((row) => decodeRow(platform, 'audience', scopeId, row)),
  ];
  const byKey = new Map(entities.map((entity) => [`${entity.kind}/${entity.id}`, entity]));
  const changing = new Set(
    plan.changes
      .filter((change) => change.address.startsWith('segment/') && !keepsPeople(change))
      .map(({ id }) => id),
  );
  return {
    platform,
    scopeId,
    entities,
    entityOf: (kind, id) => byKey.get(`${kind}/${id}`),
    isChanging: (segmentId) => changing.has(segmentId),
  };
}

const namings: ReadonlySet<string> = new Set(['name', 'description']);

/** Whether the same people are in it afterwards, so that its size is what it was. */
export function keepsPeople({ action, reach, paths }: PlannedChange): boolean {
  if (action !== 'update') return false;
  return reach ? reach.verdict === 'same' : paths.every((path) => namings.has(path));
}

/** What a plan makes of an entity. */
export interface Declared {
  readonly kind: Kind;
  /** In the manifest's words, segments by name. */
  readonly after: JsonObject;
  /** The ID behind each of those names; null for a segment that the plan creates. */
  readonly segmentIds: Readonly<Record<string, string | null>>;
}

/** The side of a change that lies ahead; null for a delete. */
export function declaredBy({ address, after, segmentIds }: PlannedChange): Declared | null {
  if (!isJsonObject(after) || !isAddress(address)) return null;
  return { kind: kindOf(address), after, segmentIds: segmentIds.after };
}

/** One size for each of these; null is the one size of a platform without channels. */
export type Channels = readonly [Channel | null, ...(Channel | null)[]];

/** The channels of a remote entity; all channels where the API does not say. */
export function channelsOf({ platform }: SizeWorld, entity: RemoteEntity | undefined): Channels {
  return orAll(
    platform.channels,
    platform.channels.filter((channel) => entity?.channels.includes(channel)),
  );
}

/**
 * The channels of what does not exist yet. The server works them out: an audience has those that
 * all its segments share, and of a new segment nothing is known.
 */
export function channelsOfDeclared(world: SizeWorld, { after, segmentIds }: Declared): Channels {
  const all = world.platform.channels;
  const algebra = readAlgebra(after['algebra']);
  if (algebra === null) return orAll(all, all);
  const ids = algebraLeaves(algebra).map((leaf) =>
    'id' in leaf ? leaf.id : (segmentIds[leaf.name] ?? ''),
  );
  return orAll(
    all,
    all.filter((channel) =>
      ids.every((id) => channelsOf(world, world.entityOf('segment', id)).includes(channel)),
    ),
  );
}

function orAll(all: readonly Channel[], some: readonly Channel[]): Channels {
  const [first, ...rest] = some.length > 0 ? some : all;
  return first === undefined ? [null] : [first, ...rest];
}
