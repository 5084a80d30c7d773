/** What the sizes of a plan are about: what is remote, and what the plan makes of it. */
import type { Kind } from '../model/entity.ts';
import type { RemoteEntity, Snapshot } from '../model/remote/snapshot.ts';
import { decodeRow } from '../platforms/decode-row.ts';
import type { Platform } from '../platforms/platform.ts';
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
