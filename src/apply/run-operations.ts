/** Runs operations batch by batch; what needs a failed one is skipped, and nothing else is. */
import pLimit, { type LimitFunction } from 'p-limit';
import { createPatience } from '../model/remote/create-patience.ts';
import type { Clock, Patience, RemoteWriter } from '../model/remote/remote.ts';
import type { RemoteEntity } from '../model/remote/snapshot.ts';
import type { Operation } from '../plan/order/operation.ts';
import { type Batch, scheduleOperations } from '../plan/order/schedule-operations.ts';
import { differingPaths } from '../plan/saved/compare-described.ts';
import type { Platform } from '../platforms/platform.ts';
import { blockIn } from '../platforms/platform-named.ts';
import { type ChangeError, joinWarnings } from './apply-report.ts';
import type { ContactLists } from './contact-lists.ts';
import {
  type ChangeCounter,
  type ChangeCounts,
  createChangeCounter,
  noOutcomes,
  type OutcomeCounts,
} from './count-changes.ts';
import type { IdOfSegment } from './encode-operation.ts';
import { isClosed } from './prove-endpoints.ts';
import {
  createUsageReader,
  isInUse,
  retireUndeletable,
  type UsageReader,
  withServedImpressions,
} from './retire-undeletable.ts';
import {
  type BatchContext,
  type OpenItem,
  type OperationOutcome,
  runBatch,
  settleOpen,
  waitForSearches,
} from './run-batch.ts';
import { listsAtOnce, noLists, syncLists } from './sync-lists.ts';

export type RunOutcome = OperationOutcome;

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
  /** The settled ones by what became of them. */
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly unknown: number;
  /** Those of this very request. */
  readonly items: OutcomeCounts;
  /** The changes that are settled, counted as the report does. */
  readonly changes: ChangeCounts;
}

type RunContext = ApplyContext &
  Pick<BatchContext, 'platform' | 'scopeId'> & {
    /** Told how to ask, at any time, what has become of the operations until then. */
    readonly onStart?: (outcomesNow: OutcomesNow) => void;
    /** Whether there are other endpoints than the one that the run begins with, all proven but that one. */
    readonly provesFirst: boolean;
    /** Keys of the changes that follow a replaced segment. */
    readonly moves: ReadonlySet<string>;
  };

/** What is in flight is unknown for the reason given; what was never begun is skipped. */
type OutcomesNow = (why: ChangeError) => ReadonlyMap<string, RunOutcome>;

/**
 * Requests that meet a fault once nothing is left to wait for: then nothing more is begun. The first may be the
 * one that spent it. Those that succeed in between do not count it down, or a plan would pay for each of them.
 */
const maxFaultsWhenSpent = 2;

interface Run {
  readonly context: RunContext;
  readonly patience: Patience;
  readonly total: number;
  /** IDs of new entities, by the change that makes them; grows as they are created. */
  readonly created: Map<string, string>;
  /** IDs of what this very run has created, by the API's own answer. */
  readonly fresh: Set<string>;
  readonly listLimit: LimitFunction;
  readonly outcomes: Map<string, RunOutcome>;
  /** Keys of operations that were sent, or are about to be. */
  readonly begun: Set<string>;
  /** What is read once more at the end of the step. */
  open: readonly OpenItem[];
  faultsWhenSpent: number;
  /** The first request was stopped at the door, where every other would be: nothing else is begun. */
  isShut: boolean;
  /** The outcomes, counted. */
  readonly counts: Record<RunOutcome['outcome'], number>;
  readonly changes: ChangeCounter;
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
    patience: context.remote.patience ?? createPatience(context.clock, context.signal),
    total: operations.length,
    created: new Map(known),
    fresh: new Set(),
    listLimit: pLimit(listsAtOnce),
    outcomes: new Map(),
    begun: new Set(),
    open: [],
    faultsWhenSpent: 0,
    isShut: false,
    counts: noOutcomes(),
    changes: createChangeCounter(operations, context.moves),
  };
  context.onStart?.(
    (why) =>
      new Map(operations.map(({ key }) => [key, run.outcomes.get(key) ?? endNow(key, run, why)])),
  );
  const limit = pLimit(Math.max(1, context.parallelism));
  const steps = new Map<number, Batch[]>();
  for (const batch of scheduleOperations(operations)) {
    steps.set(batch.step, [...(steps.get(batch.step) ?? []), batch]);
  }
  // What the run begins with goes alone: it proves its own endpoint, as empty requests did the others.
  let mustProve = context.provesFirst;
  for (const batches of steps.values()) {
    const first = mustProve ? batches.find(({ verb }) => verb !== 'fill') : undefined;
    if (first) {
      mustProve = false;
      await runOne(first, run, true);
    }
    const others = batches.filter((batch) => batch !== first);
    await Promise.all(others.map((batch) => limit(() => runOne(batch, run))));
    await settleStep(run);
  }
  return run.outcomes;
}

function endNow(key: string, { begun }: Run, error: ChangeError): RunOutcome {
  return begun.has(key)
    ? { outcome: 'unknown', error }
    : { outcome: 'skipped', because: 'interrupted' };
}

async function runOne(batch: Batch, run: Run, isProof = false): Promise<void> {
  const { created, outcomes } = run;
  const runnable: Operation[] = [];
  for (const operation of batch.operations) {
    const because = stopOf(run) ?? blockerOf(operation, outcomes);
    if (because === null) runnable.push(withKnownId(operation, created));
    else noteOutcome(run, operation.key, { outcome: 'skipped', because });
  }
  if (runnable.length === 0) return;
  for (const { key } of runnable) run.begun.add(key);
  tell('begun', batch, run);
  if (batch.verb === 'fill') {
    await syncBatch(runnable, run);
    tell('ended', batch, run);
    return;
  }
  const settled = await write(runnable, run, isProof);
  // All of them at once, so that no other request tells of them first.
  for (const [operation, outcome] of settled) noteOutcome(run, operation.key, outcome);
  tell('ended', batch, run);
  for (const [operation, outcome] of settled) await conclude(operation, outcome, run);
}

function tell(
  phase: ApplyProgress['phase'],
  { verb, kind, operations }: Pick<Batch, 'verb' | 'kind' | 'operations'>,
  { context, total, counts, changes, outcomes }: Run,
): void {
  if (!context.onProgress) return;
  const items = noOutcomes();
  for (const { key } of operations) {
    const outcome = outcomes.get(key)?.outcome;
    if (outcome) items[outcome] += 1;
  }
  const settled = outcomes.size;
  context.onProgress({
    ...{ phase, verb, kind, settled, total, ...counts, items },
    changes: changes.counts(),
  });
}

/** Why nothing more is begun. */
function stopOf({ context, faultsWhenSpent, isShut }: Run): string | null {
  if (context.signal?.aborted) return 'interrupted';
  if (isShut) return 'refused';
  return faultsWhenSpent >= maxFaultsWhenSpent ? 'timeout' : null;
}

function noteFault(run: Run, isFault: boolean): void {
  if (isFault && run.patience.isSpent()) run.faultsWhenSpent += 1;
}

function noteOutcome(run: Run, key: string, outcome: RunOutcome): void {
  const before = run.outcomes.get(key);
  if (before) run.counts[before.outcome] -= 1;
  run.counts[outcome.outcome] += 1;
  run.changes.note(key, outcome.outcome);
  run.outcomes.set(key, outcome);
}

async function syncBatch(operations: readonly Operation[], run: Run): Promise<void> {
  const { context, listLimit, fresh } = run;
  const { lists = noLists } = context;
  const synced = await syncLists(operations, lists, listLimit, {
    isNew: (id) => fresh.has(id),
    findStop: () => stopOf(run),
    onSynced: (isFault) => noteFault(run, isFault),
  });
  for (const [key, outcome] of synced) noteOutcome(run, key, outcome);
}

async function write(
  operations: readonly Operation[],
  run: Run,
  isProof: boolean,
): Promise<readonly (readonly [Operation, OperationOutcome])[]> {
  const context = batchContext(run);
  const [first] = operations;
  const onWritten: BatchContext['onWritten'] = (isFault, answer) => {
    context.onWritten(isFault, answer);
    if (isProof && first && isClosed(answer, first.kind)) run.isShut = true;
  };
  const { outcomes, open } = await runBatch(operations, { ...context, onWritten });
  const left: OpenItem[] = [...open];
  const settled: (readonly [Operation, OperationOutcome])[] = [];
  const usage = createUsageReader(context.remote);
  for (const operation of operations) {
    const outcome = outcomes.get(operation.key);
    if (!outcome) continue;
    const retired = await retireUndeletable(operation, outcome, context, usage);
    if ('operation' in retired) left.push(retired);
    else settled.push([operation, await explainRefusal(operation, retired, usage, run)]);
  }
  keepOpen(left, run);
  return settled;
}

async function explainRefusal(
  operation: Operation,
  outcome: OperationOutcome,
  usage: UsageReader,
  run: Run,
): Promise<OperationOutcome> {
  const lagging = withLag(operation, outcome, run);
  return lagging === outcome ? withServedImpressions(operation, outcome, usage) : lagging;
}

/** The API may not know yet that this very run has taken a segment out of its audiences. */
function withLag(operation: Operation, outcome: OperationOutcome, run: Run): OperationOutcome {
  if (operation.verb !== 'delete' || outcome.outcome !== 'failed') return outcome;
  const { error } = outcome;
  const isMoved = operation.needs.some(
    (need) => need.startsWith('audience/') && run.outcomes.get(need)?.outcome === 'done',
  );
  if (!isInUse(error) || !isMoved) return outcome;
  return { ...outcome, error: { ...error, hint: waitForSearches } };
}

/** Until they are read once more, nobody knows what became of them. */
function keepOpen(open: readonly OpenItem[], run: Run): void {
  run.open = [...run.open, ...open];
  for (const { operation, error } of open) {
    noteOutcome(run, operation.key, { outcome: 'unknown', error });
  }
}

/** Items that no answer and no waiting has settled are read once more, all in one go. */
async function settleStep(run: Run): Promise<void> {
  const { open } = run;
  if (open.length === 0) return;
  run.open = [];
  const groups = groupOpen(open);
  for (const group of groups) tell('begun', group, run);
  const settled = await settleOpen(open, batchContext(run));
  for (const { operation } of open) {
    const outcome = settled.get(operation.key);
    if (outcome) await conclude(operation, outcome, run);
  }
  for (const group of groups) tell('ended', group, run);
}

/** What is read once more, by what it does. */
function groupOpen(
  open: readonly OpenItem[],
): readonly Pick<Batch, 'verb' | 'kind' | 'operations'>[] {
  const groups = new Map<string, Pick<Batch, 'verb' | 'kind'> & { operations: Operation[] }>();
  for (const { operation } of open) {
    const { verb, kind } = operation;
    const key = `${verb} ${kind}`;
    const group = groups.get(key);
    if (group) group.operations.push(operation);
    else groups.set(key, { verb, kind, operations: [operation] });
  }
  return [...groups.values()];
}

function batchContext(run: Run): BatchContext {
  const { context, created, patience } = run;
  const { remote, platform, scopeId, signal } = context;
  const idOf: IdOfSegment = ({ segmentIds, makers }, name) =>
    segmentIds[name] ?? created.get(makers.get(name) ?? '') ?? null;
  return {
    ...{ remote, patience, signal, platform, scopeId, idOf },
    findStop: () => stopOf(run),
    onWritten: (isFault) => noteFault(run, isFault),
    isAsPlanned: (operation, entity) => isCarriedOut(operation, entity, idOf, platform),
  };
}

/** Writes down what became of an operation, and which entity a create has made. */
async function conclude(operation: Operation, outcome: OperationOutcome, run: Run): Promise<void> {
  const { context, created, fresh } = run;
  const { lists = noLists, platform } = context;
  noteOutcome(run, operation.key, outcome);
  if (operation.verb !== 'create' || outcome.outcome !== 'done' || outcome.id === null) return;
  created.set(operation.of, outcome.id);
  // What was found by reading may be somebody else's, who has filled it already.
  if (outcome.isRead) return;
  fresh.add(outcome.id);
  const isList = blockIn(platform, operation.attributes ?? {}) === 'contactList';
  const warning = isList ? await lists.begin(outcome.id) : null;
  if (!warning) return;
  const both = joinWarnings([outcome.warning, warning]) ?? warning;
  noteOutcome(run, operation.key, { ...outcome, warning: both });
}

/** The last rename of a replacement acts on what its create has made. */
function withKnownId(operation: Operation, created: ReadonlyMap<string, string>): Operation {
  if (operation.id !== null || operation.verb === 'create') return operation;
  return { ...operation, id: created.get(operation.of) ?? null };
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
