/**
 * In: operations of one kind and one verb, ready to be sent, and the run. Out: what became of each; what only a last
 * reading can settle stays open in the run. This file does not know the order of a plan, nor what waits for what.
 */
import { invariant } from '../../diagnostics/diagnostic.ts';
import type { Operation } from '../../plan/order/operation.ts';
import { noteFault, noteOutcome, type Run, stopOf } from '../create-run.ts';
import type { OperationOutcome } from '../operation-outcome.ts';
import { requestLevelStatus } from '../prove-endpoints.ts';
import type { BatchContext } from './batch-context.ts';
import type { IdOfSegment } from './encode-operation.ts';
import { isCarriedOut } from './is-carried-out.ts';
import { type OpenItem, waitForSearches } from './open-item.ts';
import {
  createUsageReader,
  isInUse,
  retireUndeletable,
  type UsageReader,
  withServedImpressions,
} from './retire-undeletable.ts';
import { runBatch } from './run-batch.ts';

/** @param isProof it is the first request, which shows whether the others would be taken. */
export async function writeOperations(
  operations: readonly Operation[],
  run: Run,
  isProof: boolean,
): Promise<readonly (readonly [Operation, OperationOutcome])[]> {
  const context = batchContext(run);
  const [first] = operations;
  invariant(first !== undefined, 'a request of no operations');
  const onWritten: BatchContext['onWritten'] = (isFault, answer) => {
    context.onWritten(isFault, answer);
    if (isProof && requestLevelStatus(answer, first.kind) !== null) run.isRefused = true;
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

export function batchContext(run: Run): BatchContext {
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

/** What became of them is unknown until they are read once more. */
function keepOpen(open: readonly OpenItem[], run: Run): void {
  run.open = [...run.open, ...open];
  for (const { operation, error } of open) {
    noteOutcome(run, operation.key, { outcome: 'unknown', error });
  }
}
