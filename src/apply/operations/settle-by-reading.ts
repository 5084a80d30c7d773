/**
 * What became of writes whose answer does not say, found out by reading. Search may lag behind a
 * write, so nothing is taken as missing before it has been read again for a while.
 */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { kinds } from '../../model/entity.ts';
import type { Patience, RemoteReader } from '../../model/remote/remote.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Operation } from '../../plan/order/operation.ts';
import { decodeRow } from '../../platforms/decode-row.ts';
import type { Platform } from '../../platforms/platform.ts';

/** Pauses between reads, in milliseconds: under ten seconds in all. */
const pauses = [0, 500, 1500, 3000, 4500];

/** What reading shows of an operation. */
export type Evidence =
  /** `finished` where a create under a temporary name is found under the name it was made for. */
  | { readonly state: 'as-planned'; readonly id: string | null; readonly finished?: true }
  /** Read in full, and nothing of the write is there. */
  | { readonly state: 'not-done' }
  /** The name of a create is held by an entity that is not as planned, or an update's target is gone. */
  | { readonly state: 'different'; readonly id: string | null }
  /** It cannot be read, and that will not pass: this is what to do about it. */
  | { readonly state: 'unread'; readonly hint: string };

export interface SettleInput {
  readonly operations: readonly Operation[];
  readonly platform: Platform;
  readonly scopeId: string;
  readonly remote: RemoteReader;
  readonly patience: Patience;
  /** Aborted: what is known by then is all that is asked for here. */
  readonly signal?: AbortSignal | undefined;
  /** Whether a remote entity shows what the operation sends. */
  readonly isAsPlanned: (operation: Operation, entity: RemoteEntity) => boolean;
  /** Whether no more can be learnt, although not all is found as planned. */
  readonly isEnough?: (found: ReadonlyMap<string, Evidence>) => boolean;
}

export interface SettledByReading {
  readonly settled: ReadonlyMap<string, Evidence>;
  /**
   * `read-enough`: search has had its time, or all there is. `stopped`: nothing is left of the time for
   * faults, the run was interrupted, or reading failed.
   */
  readonly end: 'read-enough' | 'stopped';
}

/** Reads until all is found as planned, and as long as there is time for it. */
export async function settleByReading(input: SettleInput): Promise<SettledByReading> {
  const settled = new Map<string, Evidence>();
  const { patience, signal } = input;
  let open = input.operations;
  if (signal?.aborted || patience.isSpent()) return { settled, end: 'stopped' };
  for (const pause of pauses) {
    if (open.length === 0 || input.isEnough?.(settled)) break;
    if (pause > 0 && !(await patience.wait(pause))) break;
    const { found } = await tryToRead(input, open);
    if (found === null) return { settled, end: 'stopped' };
    for (const [key, each] of found) settled.set(key, each);
    // A search that lags shows names that were given up, and misses what was just created.
    open = open.filter(({ key }) => {
      const each = found.get(key);
      return each?.state !== 'as-planned' || each.finished;
    });
  }
  return { settled, end: signal?.aborted ? 'stopped' : 'read-enough' };
}

/**
 * Reads each collection once for all of the operations, which may be of both kinds.
 * @returns nothing for what could not be read, but where there is something to do about it.
 */
export async function settleOnce(input: SettleInput): Promise<ReadonlyMap<string, Evidence>> {
  const parts = await Promise.all(
    kinds.map(async (kind) => {
      const operations = input.operations.filter((operation) => operation.kind === kind);
      const { found, hint } = await tryToRead(input, operations);
      if (found) return [...found];
      const unread = hint === null ? null : ({ state: 'unread', hint } as const);
      return unread ? operations.map(({ key }) => [key, unread] as const) : [];
    }),
  );
  return new Map(parts.flat());
}

interface Reading {
  /** Null where reading fails. */
  readonly found: ReadonlyMap<string, Evidence> | null;
  /** What to do about a failure that does not pass. */
  readonly hint: string | null;
}

async function tryToRead(input: SettleInput, operations: readonly Operation[]): Promise<Reading> {
  try {
    const entities = await readTargets(input, operations);
    const found = new Map(
      operations.map((operation) => [operation.key, judge(operation, entities, input)]),
    );
    return { found, hint: null };
  } catch (error) {
    return { found: null, hint: hintOf(error) };
  }
}

/** Failures that say no more than that of the write did. */
const passing = new Set([
  'api-unavailable',
  'api-unreachable',
  'api-timeout',
  'api-rate-limited',
  'interrupted',
]);

function hintOf(error: unknown): string | null {
  if (!(error instanceof DiagnosticError)) return null;
  const [first] = error.diagnostics;
  return first && !passing.has(first.code) ? (first.hint ?? null) : null;
}

async function readTargets(
  { remote, platform, scopeId }: SettleInput,
  operations: readonly Operation[],
): Promise<readonly RemoteEntity[]> {
  const [first] = operations;
  if (!first) return [];
  const { kind } = first;
  const ids = operations.flatMap(({ id, verb }) => (id === null || verb === 'create' ? [] : [id]));
  const rows =
    ids.length < operations.length
      ? await remote.readAll(kind, { afterFault: true })
      : await remote.readByIds(kind, ids, { afterFault: true });
  return rows.map((row) => decodeRow(platform, kind, scopeId, row));
}

function judge(
  operation: Operation,
  entities: readonly RemoteEntity[],
  { isAsPlanned }: SettleInput,
): Evidence {
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
