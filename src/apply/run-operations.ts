/**
 * Runs operations batch by batch. It skips what needs an operation that is not done, and all that is left once the run
 * stops.
 */
import pLimit from 'p-limit';
import { groupBy } from '../model/group-by.ts';
import { joinWarnings } from '../model/outcome.ts';
import type { Operation } from '../plan/order/operation.ts';
import { type Batch, scheduleOperations } from '../plan/order/schedule-operations.ts';
import { typeIn } from '../platforms/platform-named.ts';
import {
  createRun,
  noteFault,
  noteOutcome,
  type OperationGroup,
  outcomesNow,
  type Run,
  type RunContext,
  reportProgress,
  stopOf,
} from './create-run.ts';
import type { OperationOutcome } from './operation-outcome.ts';
import type { OpenItem } from './operations/open-item.ts';
import { settleOpen } from './operations/run-batch.ts';
import { noLists, syncLists } from './operations/sync-lists.ts';
import { batchContext, writeOperations } from './operations/write-operations.ts';

/**
 * @param known IDs of new segments that exist already, by the change that makes them.
 * @returns one outcome for each operation, by its key.
 */
export async function runOperations(
  operations: readonly Operation[],
  known: ReadonlyMap<string, string>,
  context: RunContext,
): Promise<ReadonlyMap<string, OperationOutcome>> {
  const run = createRun(operations, known, context);
  context.onStart?.((why) => outcomesNow(operations, run, why));
  const limit = pLimit(Math.max(1, context.parallelism));
  const steps = groupBy(scheduleOperations(operations), ({ step }) => step);
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
  reportProgress('begun', batch, run);
  if (batch.verb === 'fill') {
    await syncBatch(runnable, run);
    reportProgress('ended', batch, run);
    return;
  }
  const settled = await writeOperations(runnable, run, isProof);
  // All of them at once, so that no other request reports on them first.
  for (const [operation, outcome] of settled) noteOutcome(run, operation.key, outcome);
  reportProgress('ended', batch, run);
  for (const [operation, outcome] of settled) await noteMade(operation, outcome, run);
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

/** Items that no answer and no waiting has settled are read once more, all in one go. */
async function settleStep(run: Run): Promise<void> {
  const { open } = run;
  if (open.length === 0) return;
  run.open = [];
  const groups = groupOpen(open);
  for (const group of groups) reportProgress('begun', group, run);
  const settled = await settleOpen(open, batchContext(run));
  for (const { operation } of open) {
    const outcome = settled.get(operation.key);
    if (outcome) await noteMade(operation, outcome, run);
  }
  for (const group of groups) reportProgress('ended', group, run);
}

/** What is read once more, by what it does. */
function groupOpen(open: readonly OpenItem[]): readonly OperationGroup[] {
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

/** Writes down what became of an operation, and which entity a create has made. */
async function noteMade(operation: Operation, outcome: OperationOutcome, run: Run): Promise<void> {
  const { context, created, fresh } = run;
  const { lists = noLists, platform } = context;
  noteOutcome(run, operation.key, outcome);
  const { id = null } = outcome;
  if (operation.verb !== 'create' || outcome.outcome !== 'done' || id === null) return;
  created.set(operation.of, id);
  // An entity that was found by reading may belong to another client, who has filled it already.
  if (outcome.isRead) return;
  fresh.add(id);
  const isList = typeIn(platform, operation.attributes ?? {}) === 'contactList';
  const warning = isList ? await lists.begin(id) : null;
  if (!warning) return;
  const both = joinWarnings([outcome.warning, warning]) ?? warning;
  noteOutcome(run, operation.key, { ...outcome, warning: both });
}

/** The last rename of a replacement acts on what its create has made. */
function withKnownId(operation: Operation, created: ReadonlyMap<string, string>): Operation {
  if (operation.id !== null || operation.verb === 'create') return operation;
  return { ...operation, id: created.get(operation.of) ?? null };
}

/**
 * Why an operation is not sent: the address of the change that it needs, or why the run stopped. Null if all that it
 * needs is done.
 */
function blockerOf(
  operation: Operation,
  outcomes: ReadonlyMap<string, OperationOutcome>,
): string | null {
  const blocking = operation.needs.find((need) => outcomes.get(need)?.outcome !== 'done');
  if (blocking === undefined) return null;
  // What was skipped in its turn passes on why, so that the report names the failure itself.
  return outcomes.get(blocking)?.because ?? blocking.slice(0, blocking.lastIndexOf('#'));
}
