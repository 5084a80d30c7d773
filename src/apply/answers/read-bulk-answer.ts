/**
 * In: what the API answered to a bulk request, and the operations behind its items. Out: what became of each item, or
 * that only reading can settle it. This file knows one answer: no earlier requests, no other requests, no time.
 */
import type { Problem, WriteAnswer } from '../../model/remote/remote.ts';
import type { Operation } from '../../plan/order/operation.ts';
import type { ItemOutcome } from './item-outcome.ts';
import { readAnsweredItems } from './read-answered-items.ts';
import { readRefusal } from './read-refusal.ts';

export function readBulkAnswer(
  answer: WriteAnswer,
  operations: readonly Operation[],
): readonly ItemOutcome[] {
  const problems = answer.problems
    .filter(({ deprecation }) => !deprecation)
    .map((problem) => withPosition(problem, operations));
  switch (answer.outcome) {
    case 'answered':
      return readAnsweredItems(answer, problems, operations);
    case 'refused':
      return readRefusal(problems, operations, answer.status);
    case 'unknown':
      return operations.map(() => ({
        ...{ outcome: 'unsettled', problems: [] },
        ...{ isDoubtful: true, isMade: false },
      }));
  }
}

/** A problem that names an entity is that of the item that changes or deletes it. */
function withPosition(problem: Problem, operations: readonly Operation[]): Problem {
  const { entityId = null, index } = problem;
  if (index !== null || entityId === null) return problem;
  const position = operations.findIndex(({ id, verb }) => verb !== 'create' && id === entityId);
  return position < 0 ? problem : { ...problem, index: position };
}
