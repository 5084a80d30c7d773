/** The items of an answer that has a row for each item that it carried out. */

import { joinWarnings } from '../../model/outcome.ts';
import type { Problem, WriteAnswer } from '../../model/remote/remote.ts';
import type { RemoteRow } from '../../model/remote/snapshot.ts';
import type { Operation } from '../../plan/order/operation.ts';
import type { OperationOutcome } from '../operation-outcome.ts';
import { warningOf } from './explain-problems.ts';
import type { ItemOutcome, Unsettled } from './item-outcome.ts';
import { judgeProblems, judgeShared } from './judge-problems.ts';
import { matchRows } from './match-rows.ts';

type Answered = Extract<WriteAnswer, { readonly outcome: 'answered' }>;

export function readAnsweredItems(
  { rows, isRefusal }: Pick<Answered, 'rows' | 'isRefusal'>,
  problems: readonly Problem[],
  operations: readonly Operation[],
): readonly ItemOutcome[] {
  const { ownOf, loose } = shareOut(problems, operations);
  const { rowOf, isAmbiguous } = matchRows(
    rows,
    operations,
    (operation) => ownOf(operation).length > 0,
  );
  const missing = operations.filter((operation) => !rowOf.has(operation));
  const unexplained = missing.filter((operation) => ownOf(operation).length === 0).length;
  // What was refused, and is there whole, may be no more than the request.
  const isEcho = isRefusal && missing.length === 0;
  // If each missing item has a problem of its own, a problem without an item is reported beside them.
  const isOfRequest = unexplained === 0 && missing.length !== 1 && rowOf.size > 0;
  const further = unexplained === 0 && !isOfRequest ? loose : [];
  const state = { isAmbiguous, unexplained, missing: missing.length, isAlone: rowOf.size === 0 };
  return operations.map((operation) => {
    const row = rowOf.get(operation);
    const own = ownOf(operation);
    if (row && isEcho && operation.verb !== 'create') {
      return readEcho(own.length > 0 ? own : problems);
    }
    if (row) return readDone(row, own, isOfRequest ? loose : [], operations.length);
    if (own.length > 0) return judgeProblems(own, operation, further);
    return readLoose(loose, operation, state);
  });
}

/** The problems of each item, and those that name none. */
function shareOut(problems: readonly Problem[], operations: readonly Operation[]) {
  const owned = new Map<Operation, Problem[]>(operations.map((operation) => [operation, []]));
  const loose: Problem[] = [];
  for (const problem of problems) {
    const operation = operations[problem.index ?? -1];
    const list = operation && owned.get(operation);
    (list ?? loose).push(problem);
  }
  return { loose, ownOf: (operation: Operation) => owned.get(operation) ?? [] };
}

/** @param loose problems that no missing item explains. */
function readDone(
  { id }: RemoteRow,
  own: readonly Problem[],
  loose: readonly Problem[],
  batchSize: number,
): OperationOutcome {
  // What names no item can only be about the one that is there.
  const warning =
    batchSize === 1
      ? warningOf([...own, ...loose])
      : joinWarnings([warningOf(own), warningOf(loose, batchSize)]);
  return { outcome: 'done', id, ...(warning ? { warning } : {}) };
}

function readEcho(problems: readonly Problem[]): Unsettled {
  return { outcome: 'unsettled', problems, isDoubtful: true, isMade: true };
}

/** How many items have no row, and how many of these no problem of their own, either. */
interface Counted {
  readonly isAmbiguous: boolean;
  readonly missing: number;
  readonly unexplained: number;
  /** No item has a row. */
  readonly isAlone: boolean;
}

/** Of an item with neither a row nor a problem of its own. */
function readLoose(
  loose: readonly Problem[],
  operation: Operation,
  { isAmbiguous, missing, unexplained, isAlone }: Counted,
): ItemOutcome {
  // A problem that names no item can only be that of the one item that is missing.
  if (missing === 1 && !isAmbiguous && loose.length > 0) {
    const isRemark = !isAlone && loose.every(({ isWarning }) => isWarning);
    return isRemark ? readRemark(loose, operation) : judgeProblems(loose, operation);
  }
  // As many problems without an item as items without an answer: each item has one of them.
  const isOneEach = !isAmbiguous && loose.length > 0 && loose.length >= unexplained;
  if (isOneEach) return judgeShared(loose, operation);
  return {
    ...{ outcome: 'unsettled', problems: loose },
    ...(loose.length > 0 ? { shared: 'some' } : {}),
    ...{ isDoubtful: isAmbiguous || loose.length < missing, isMade: isAmbiguous },
  };
}

/** A remark may as well be about one of the items that were done, while the row of this one was left out. */
function readRemark(problems: readonly Problem[], operation: Operation): ItemOutcome {
  const item = judgeProblems(problems, operation);
  if (item.outcome !== 'failed') return item;
  return {
    ...{ outcome: 'unsettled', problems, isDoubtful: false, isMade: true },
    isLikelyFailed: true,
  };
}
