/**
 * What became of writes whose answer does not say, found out by reading. Search may lag behind a
 * write, so nothing is taken as missing before it has been read again for a while.
 */
import type { Clock, RemoteReader } from '../model/remote.ts';
import type { RemoteEntity } from '../model/snapshot.ts';
import type { Operation } from '../plan/operation.ts';
import { decodeRow } from '../platforms/decode-row.ts';
import type { Platform } from '../platforms/platform.ts';

/** Pauses between reads, in milliseconds: under ten seconds in all. */
const pauses = [0, 500, 1500, 3000, 4500];

export type Settled =
  /** `finished` where a create under a temporary name is found under the name it was made for. */
  | { readonly state: 'as-planned'; readonly id: string | null; readonly finished?: true }
  /** Read in full, and nothing of the write is there. */
  | { readonly state: 'not-done' }
  /** The name of a create is held by an entity that is not as planned, or an update's target is gone. */
  | { readonly state: 'different'; readonly id: string | null };

export interface SettleInput {
  readonly operations: readonly Operation[];
  readonly platform: Platform;
  readonly scopeId: string;
  readonly remote: RemoteReader;
  readonly clock: Clock;
  /** Whether a remote entity shows what the operation sends. */
  readonly isAsPlanned: (operation: Operation, entity: RemoteEntity) => boolean;
}

/** @throws what the reader throws when reading fails for good: the outcome stays unknown. */
export async function settleByReading(input: SettleInput): Promise<ReadonlyMap<string, Settled>> {
  const settled = new Map<string, Settled>();
  let open = input.operations;
  for (const pause of pauses) {
    if (open.length === 0) break;
    if (pause > 0) await input.clock.sleep(pause);
    const entities = await readTargets(input, open);
    const still: Operation[] = [];
    for (const operation of open) {
      const found = judge(operation, entities, input);
      settled.set(operation.key, found);
      // A search that lags shows names that were given up, and misses what was just created.
      if (found.state !== 'as-planned' || found.finished) still.push(operation);
    }
    open = still;
  }
  return settled;
}

async function readTargets(
  { remote, platform, scopeId }: SettleInput,
  operations: readonly Operation[],
): Promise<readonly RemoteEntity[]> {
  const [first] = operations;
  if (!first) return [];
  const { kind } = first;
  const rows =
    first.verb === 'create'
      ? await remote.readAll(kind)
      : await remote.readByIds(
          kind,
          operations.flatMap(({ id }) => (id === null ? [] : [id])),
        );
  return rows.map((row) => decodeRow(platform, kind, scopeId, row));
}

function judge(
  operation: Operation,
  entities: readonly RemoteEntity[],
  { isAsPlanned }: SettleInput,
): Settled {
  if (operation.verb === 'create') {
    const named = entities.filter(({ name }) => name === operation.name);
    const [first] = named;
    const created = named.find((entity) => isAsPlanned(operation, entity));
    if (created) return { state: 'as-planned', id: created.id };
    const finished = findFinished(operation, entities, isAsPlanned);
    if (finished) return { state: 'as-planned', id: finished.id, finished: true };
    return first ? { state: 'different', id: first.id } : { state: 'not-done' };
  }
  const entity = entities.find(({ id }) => id === operation.id);
  if (operation.verb === 'delete') {
    return entity ? { state: 'not-done' } : { state: 'as-planned', id: operation.id };
  }
  if (!entity) return { state: 'different', id: operation.id };
  // Sending an update again is safe, since it sets values; whether it was lost or overwritten is one.
  return isAsPlanned(operation, entity)
    ? { state: 'as-planned', id: entity.id }
    : { state: 'not-done' };
}

/**
 * What was created under a temporary name may have its own by now: another run that found it has
 * finished the replacement meanwhile.
 */
function findFinished(
  operation: Operation,
  entities: readonly RemoteEntity[],
  isAsPlanned: SettleInput['isAsPlanned'],
): RemoteEntity | undefined {
  const name = operation.attributes?.['name'];
  if (typeof name !== 'string' || name === operation.name) return undefined;
  return entities.find(
    (entity) => entity.name === name && isAsPlanned({ ...operation, name }, entity),
  );
}
