/** Carries out one bulk request, and finds out what became of each of its items. */
import { invariant } from '../diagnostics/diagnostic.ts';
import type { Clock, Problem, RemoteWriter, WriteAnswer } from '../model/remote.ts';
import type { RemoteEntity } from '../model/snapshot.ts';
import type { Operation } from '../plan/operation.ts';
import type { Platform } from '../platforms/platform.ts';
import type { ChangeError, ChangeWarning, MembersSent } from './apply-report.ts';
import { encodeOperation, type IdOfSegment } from './encode-operation.ts';
import { readAnswer } from './read-answer.ts';
import { type Settled, settleByReading } from './settle-by-reading.ts';

/** How often an item is sent at most: once, and again where reading showed that it never arrived. */
const maxSends = 4;

interface Sending {
  /** Of the filling of a list. */
  readonly members?: MembersSent;
}

export type OperationOutcome =
  | (Sending & {
      readonly outcome: 'done';
      readonly id: string | null;
      /** Found out by reading: somebody else may have done it. */
      readonly isRead?: true;
      readonly warning?: ChangeWarning;
    })
  /** `of` as in `ItemAnswer`: of an item for good, or of a request that may fare better later. */
  | (Sending & {
      readonly outcome: 'failed';
      readonly error: ChangeError;
      readonly of: 'item' | 'request';
    })
  | (Sending & { readonly outcome: 'unknown'; readonly error: ChangeError })
  | (Sending & { readonly outcome: 'skipped'; readonly because: 'interrupted' });

export interface BatchContext {
  readonly platform: Platform;
  readonly scopeId: string;
  readonly remote: RemoteWriter;
  readonly clock: Clock;
  readonly idOf: IdOfSegment;
  readonly isAsPlanned: (operation: Operation, entity: RemoteEntity) => boolean;
}

interface Attempt {
  readonly operations: readonly Operation[];
  readonly sends: number;
}

/**
 * @param operations at most ten of one verb and one kind.
 * @returns one outcome for each operation, by its key.
 */
export async function runBatch(
  operations: readonly Operation[],
  context: BatchContext,
): Promise<ReadonlyMap<string, OperationOutcome>> {
  const outcomes = new Map<string, OperationOutcome>();
  const attempts: Attempt[] = [{ operations, sends: 1 }];
  for (let attempt = attempts.shift(); attempt; attempt = attempts.shift()) {
    const sent = await send(attempt, context);
    for (const [key, outcome] of sent.outcomes) outcomes.set(key, outcome);
    attempts.push(...sent.next);
  }
  return outcomes;
}

interface Sent {
  readonly outcomes: ReadonlyMap<string, OperationOutcome>;
  readonly next: readonly Attempt[];
}

async function send(attempt: Attempt, context: BatchContext): Promise<Sent> {
  const { operations, sends } = attempt;
  const [first] = operations;
  if (!first) return { outcomes: new Map(), next: [] };
  const { kind, verb } = first;
  invariant(verb !== 'fill', 'a list is filled, not written');
  const items = operations.map((operation) =>
    encodeOperation(operation, context.platform, context.idOf),
  );
  const answer = await context.remote.write({ kind, verb, items });
  const answers = readAnswer(answer, operations);
  const outcomes = new Map<string, OperationOutcome>();
  const refused: Operation[] = [];
  const unsettled = new Map<Operation, Problem | null>();
  operations.forEach((operation, position) => {
    const item = answers[position];
    if (item?.state === 'done') outcomes.set(operation.key, { outcome: 'done', id: item.id });
    else if (item?.state === 'failed') outcomes.set(operation.key, failed(item.problem, item.of));
    else if (item?.state === 'not-begun') outcomes.set(operation.key, notBegun);
    else if (item?.state === 'resend') refused.push(operation);
    else unsettled.set(operation, item?.problem ?? null);
  });
  const settled = await settle([...unsettled.keys()], context);
  const missing: Operation[] = [];
  for (const [operation, problem] of unsettled) {
    const result = settled?.get(operation.key);
    if (result?.state === 'not-done' && problem === null && sends < maxSends)
      missing.push(operation);
    else outcomes.set(operation.key, conclude(result, problem, answer, sends));
  }
  return {
    outcomes,
    next: [
      ...(missing.length > 0 ? [{ operations: missing, sends: sends + 1 }] : []),
      // Alone, a refused item shows whether it was to blame.
      ...refused.map((operation) => ({ operations: [operation], sends })),
    ],
  };
}

/** @returns nothing where reading itself failed: the outcome stays unknown. */
async function settle(
  operations: readonly Operation[],
  context: BatchContext,
): Promise<ReadonlyMap<string, Settled> | null> {
  try {
    return await settleByReading({ ...context, operations });
  } catch {
    return null;
  }
}

function conclude(
  settled: Settled | undefined,
  problem: Problem | null,
  answer: WriteAnswer,
  sends: number,
): OperationOutcome {
  if (settled?.state === 'as-planned') return { outcome: 'done', id: settled.id, isRead: true };
  const reason =
    problem ?? answer.problems.find(({ deprecation }) => !deprecation) ?? notCarriedOut;
  // Taken, and nowhere to be found: an earlier try may hold the name, and search may lag behind it.
  const isOurs = settled?.state === 'not-done' && sends > 1 && problem !== null;
  if (settled && !isOurs) return failed(reason, problem === null ? 'request' : 'item');
  return { outcome: 'unknown', error: errorOf(reason) };
}

const notBegun: OperationOutcome = { outcome: 'skipped', because: 'interrupted' };

const notCarriedOut: Problem = {
  code: 'not-carried-out',
  detail: 'the API neither carried it out nor said why',
  traceId: null,
  index: null,
  deprecation: false,
};

function failed(problem: Problem, of: 'item' | 'request'): OperationOutcome {
  return { outcome: 'failed', error: errorOf(problem), of };
}

function errorOf({ code, detail, traceId }: Problem): ChangeError {
  return { code, detail, traceId };
}
