/** Runs operations batch by batch; what needs a failed one is skipped, and nothing else is. */
import pLimit, { type LimitFunction } from 'p-limit';
import type { Clock, RemoteWriter } from '../model/remote.ts';
import type { RemoteEntity } from '../model/snapshot.ts';
import { differingPaths } from '../plan/compare-described.ts';
import type { Operation } from '../plan/operation.ts';
import { type Batch, scheduleOperations } from '../plan/schedule-operations.ts';
import type { Platform } from '../platforms/platform.ts';
import { blockIn } from '../platforms/platform-named.ts';
import type { MembersSent } from './apply-report.ts';
import type { ContactLists } from './contact-lists.ts';
import type { IdOfSegment } from './encode-operation.ts';
import { type BatchContext, type OperationOutcome, runBatch } from './run-batch.ts';
import { listsAtOnce, noLists, runFills } from './run-fills.ts';

export type RunOutcome =
  | OperationOutcome
  | {
      readonly outcome: 'skipped';
      readonly because: string;
      readonly members?: MembersSent;
    };

/** What a run works with, all of it handed in. */
export interface ApplyContext {
  readonly remote: RemoteWriter;
  readonly clock: Clock;
  /** Bulk requests in flight at once. */
  readonly parallelism: number;
  /** Aborted: requests in flight are finished, nothing further is begun. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ApplyProgress) => void;
  /** Fills the lists of a plan that has members in it; without it, they fail. */
  readonly lists?: ContactLists;
}

/** A bulk request or the filling of lists begins, or what became of its items is known. */
export interface ApplyProgress {
  readonly phase: 'begun' | 'ended';
  readonly verb: Batch['verb'];
  readonly kind: Batch['kind'];
  /** Operations settled so far, of how many. */
  readonly settled: number;
  readonly total: number;
}

type RunContext = ApplyContext & Pick<BatchContext, 'platform' | 'scopeId'>;

interface Run {
  readonly context: RunContext;
  readonly total: number;
  /** IDs of new entities, by the change that makes them; grows as they are created. */
  readonly created: Map<string, string>;
  /** IDs of what this very run has created, by the API's own answer. */
  readonly fresh: Set<string>;
  readonly fillLimit: LimitFunction;
  readonly outcomes: Map<string, RunOutcome>;
}

/**
 * @param known IDs of new segments that exist already, by the change that makes them.
 * @returns one outcome for each operation, by its key.
 */
export async function runOperations(
  operations: readonly Operation[],
  known: ReadonlyMap<string, string>,
  context: RunContext,
): Promise<ReadonlyMap<string, RunOutcome>> {
  const run: Run = {
    context,
    total: operations.length,
    created: new Map(known),
    fresh: new Set(),
    fillLimit: pLimit(listsAtOnce),
    outcomes: new Map(),
  };
  const limit = pLimit(Math.max(1, context.parallelism));
  const steps = new Map<number, Batch[]>();
  for (const batch of scheduleOperations(operations)) {
    steps.set(batch.step, [...(steps.get(batch.step) ?? []), batch]);
  }
  for (const batches of steps.values()) {
    await Promise.all(batches.map((batch) => limit(() => runOne(batch, run))));
  }
  return run.outcomes;
}

async function runOne(batch: Batch, run: Run): Promise<void> {
  const { context, created, outcomes } = run;
  const runnable: Operation[] = [];
  for (const operation of batch.operations) {
    const because = context.signal?.aborted ? 'interrupted' : blockerOf(operation, outcomes);
    if (because === null) runnable.push(withKnownId(operation, created));
    else outcomes.set(operation.key, { outcome: 'skipped', because });
  }
  const idOf: IdOfSegment = ({ segmentIds, makers }, name) =>
    segmentIds[name] ?? created.get(makers.get(name) ?? '') ?? null;
  const batchContext: BatchContext = {
    remote: context.remote,
    clock: context.clock,
    platform: context.platform,
    scopeId: context.scopeId,
    idOf,
    isAsPlanned: (operation, entity) => isCarriedOut(operation, entity, idOf, context.platform),
  };
  const tell = (phase: ApplyProgress['phase']) =>
    context.onProgress?.({
      phase,
      verb: batch.verb,
      kind: batch.kind,
      settled: outcomes.size,
      total: run.total,
    });
  if (runnable.length > 0) tell('begun');
  const settled = await carryOut(runnable, batch, run, batchContext);
  for (const operation of runnable) {
    const outcome = settled.get(operation.key);
    if (outcome) outcomes.set(operation.key, outcome);
  }
  if (runnable.length > 0) tell('ended');
}

async function carryOut(
  operations: readonly Operation[],
  { verb }: Batch,
  { context, created, fresh, fillLimit }: Run,
  batchContext: BatchContext,
): Promise<ReadonlyMap<string, OperationOutcome>> {
  const { lists = noLists, signal, platform } = context;
  if (verb === 'fill') {
    return runFills(operations, lists, fillLimit, (id) => fresh.has(id), signal);
  }
  const settled = await runBatch(operations, batchContext);
  const outcomes = new Map<string, OperationOutcome>();
  for (const operation of operations) {
    const outcome = await retireUndeletable(operation, settled.get(operation.key), batchContext);
    if (!outcome) continue;
    outcomes.set(operation.key, outcome);
    if (verb !== 'create' || outcome.outcome !== 'done' || outcome.id === null) continue;
    created.set(operation.of, outcome.id);
    // What was found by reading may be somebody else's, who has filled it already.
    if (outcome.isRead) continue;
    fresh.add(outcome.id);
    const isList = blockIn(platform, operation.attributes ?? {}) === 'contactList';
    const warning = isList ? await lists.begin(outcome.id) : null;
    if (warning) outcomes.set(operation.key, { ...outcome, warning });
  }
  return outcomes;
}

/** The last rename of a replacement acts on what its create has made. */
function withKnownId(operation: Operation, created: ReadonlyMap<string, string>): Operation {
  if (operation.id !== null || operation.verb === 'create') return operation;
  return { ...operation, id: created.get(operation.of) ?? null };
}

/** Refused for as long as somebody uses it, not for good (retail-media segment page). */
const inUse = 'segment-must-not-be-used-in-audience';

/**
 * A replaced segment that has served impressions can never be deleted (retail-media segment page).
 * It makes its name free instead, and the replacement is done, with a warning.
 */
async function retireUndeletable(
  operation: Operation,
  outcome: OperationOutcome | undefined,
  context: BatchContext,
): Promise<OperationOutcome | undefined> {
  const { retiredName } = operation;
  if (retiredName === null || outcome?.outcome !== 'failed') return outcome;
  if (outcome.of === 'request' || outcome.error.code === inUse) return outcome;
  const renaming: Operation = {
    ...operation,
    verb: 'update',
    name: retiredName,
    attributes: {},
    paths: [],
    retiredName: null,
  };
  const renamed = (await runBatch([renaming], context)).get(operation.key);
  if (renamed?.outcome !== 'done') return outcome;
  const { code, detail } = outcome.error;
  const text = `the old one could not be deleted (${detail ?? code}) and is called "${retiredName}" now`;
  return { outcome: 'done', id: operation.id, warning: { code: 'retired', text } };
}

/** The first failure that an operation waits for in vain, by the address of its change. */
function blockerOf(operation: Operation, outcomes: ReadonlyMap<string, RunOutcome>): string | null {
  const blocking = operation.needs.find((need) => outcomes.get(need)?.outcome !== 'done');
  if (blocking === undefined) return null;
  const reason = outcomes.get(blocking);
  // What was skipped in its turn passes on why, so that the report names the failure itself.
  if (reason?.outcome === 'skipped') return reason.because;
  return blocking.slice(0, blocking.lastIndexOf('#'));
}

/** Whether a remote entity shows what an operation sends; a create is held against all of its attributes. */
function isCarriedOut(
  operation: Operation,
  entity: RemoteEntity,
  idOf: IdOfSegment,
  platform: Platform,
): boolean {
  const { attributes, name, paths, verb } = operation;
  if (attributes === null || (name !== null && entity.name !== name)) return false;
  if (verb === 'update' && paths.length === 0) return true;
  const differing = differingPaths(
    entity,
    attributes,
    (segment) => idOf(operation, segment),
    platform,
  );
  return verb === 'create'
    ? differing.length === 0
    : !differing.some((path) => paths.includes(path));
}
