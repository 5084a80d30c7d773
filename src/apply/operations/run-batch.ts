/** Sends operations in one bulk request, sends again what has to be, and finds out what became of each. */
import { invariant } from '../../diagnostics/diagnostic.ts';
import type { ChangeError } from '../../model/outcome.ts';
import type { WriteAnswer } from '../../model/remote/remote.ts';
import type { Operation } from '../../plan/order/operation.ts';
import type { Unsettled } from '../answers/item-outcome.ts';
import { readBulkAnswer } from '../answers/read-bulk-answer.ts';
import type { OperationOutcome } from '../operation-outcome.ts';
import type { BatchContext } from './batch-context.ts';
import { encodeOperation } from './encode-operation.ts';
import { concludeItem, type OpenItem } from './open-item.ts';
import { reasonOf, settleBatch } from './settle-batch.ts';
import { settleOnce } from './settle-by-reading.ts';

export interface BatchResult {
  /** By the keys of the operations; all but those that are open. */
  readonly outcomes: ReadonlyMap<string, OperationOutcome>;
  readonly open: readonly OpenItem[];
}

interface Attempt {
  readonly operations: readonly Operation[];
  readonly isAgain: boolean;
}

/** What is known so far; filled in as answers come. */
interface Progress {
  readonly outcomes: Map<string, OperationOutcome>;
  readonly open: OpenItem[];
  /** Why the outcome of an earlier sending is not known, by the key of its operation. */
  readonly doubts: Map<string, ChangeError>;
}

/** @param operations at most ten of one verb and one kind. */
export async function runBatch(
  operations: readonly Operation[],
  context: BatchContext,
): Promise<BatchResult> {
  const known: Progress = { outcomes: new Map(), open: [], doubts: new Map() };
  const attempts: Attempt[] = [{ operations, isAgain: false }];
  for (let attempt = attempts.shift(); attempt; attempt = attempts.shift()) {
    const because = context.findStop();
    if (because === null) attempts.push(...(await send(attempt, context, known)));
    else for (const each of attempt.operations) note(each, { outcome: 'skipped', because }, known);
  }
  const { outcomes, open } = known;
  return { outcomes, open };
}

/** @returns the operations to send again. */
async function send(
  { operations, isAgain }: Attempt,
  context: BatchContext,
  known: Progress,
): Promise<readonly Attempt[]> {
  const [first] = operations;
  if (!first) return [];
  const { kind, verb } = first;
  invariant(verb !== 'fill', 'a list is filled, not written');
  const items = operations.map((operation) =>
    encodeOperation(operation, context.platform, context.idOf),
  );
  const answer = await context.remote.write({ kind, verb, items, afterFault: isAgain });
  context.onWritten(isFault(answer), answer);
  const read = readBulkAnswer(answer, operations);
  const { outcomes, open, doubts } = known;
  const sentAlone: Operation[] = [];
  const unsettled = new Map<Operation, Unsettled>();
  operations.forEach((operation, position) => {
    const item = read[position];
    invariant(item !== undefined, 'an operation without an answer');
    if (item.outcome === 'resend') sentAlone.push(operation);
    else if (item.outcome === 'unsettled') {
      unsettled.set(operation, item);
      if (item.isDoubtful) doubts.set(operation.key, reasonOf(item, answer));
    } else note(operation, item, known);
  });
  const isDoubtful = ({ key }: Operation) => doubts.has(key);
  const settled = await settleBatch(unsettled, answer, operations.length, isDoubtful, context);
  for (const [key, outcome] of settled.outcomes) outcomes.set(key, outcome);
  open.push(...settled.open);
  return [
    ...(settled.missing.length > 0 ? [{ operations: settled.missing, isAgain: true }] : []),
    // Sent alone, an item shows whether it was to blame.
    ...sentAlone.map((operation) => ({ operations: [operation], isAgain })),
  ];
}

function isFault(answer: WriteAnswer): boolean {
  if (answer.outcome === 'unknown') return !answer.afterSleep;
  if (answer.outcome !== 'refused') return false;
  return answer.status === null || answer.status === 429;
}

/** Writes down what became of an item, unless an earlier sending of it leaves a doubt. */
function note(
  operation: Operation,
  outcome: OperationOutcome,
  { outcomes, open, doubts }: Progress,
): void {
  const doubt = doubts.get(operation.key);
  if (!doubt || outcome.outcome === 'done') outcomes.set(operation.key, outcome);
  else open.push({ operation, error: outcome.error ?? doubt, isDoubtful: true });
}

/** What became of items that are open at the end of a step: each collection is read once for all of them. */
export async function settleOpen(
  open: readonly OpenItem[],
  context: BatchContext,
): Promise<ReadonlyMap<string, OperationOutcome>> {
  const operations = open.map(({ operation }) => operation);
  const settled = await settleOnce({ ...context, operations });
  return new Map(
    open.map((item) => [item.operation.key, concludeItem(item, settled.get(item.operation.key))]),
  );
}
