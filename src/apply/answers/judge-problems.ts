/** What became of an item that has problems of its own. */
import { type Kind, kinds } from '../../model/entity.ts';
import type { Problem } from '../../model/remote/remote.ts';
import type { Operation } from '../../plan/order/operation.ts';
import type { OperationOutcome } from '../operation-outcome.ts';
import { distinctProblems, failedBy, sharedErrorOf } from './explain-problems.ts';
import type { Unsettled } from './item-outcome.ts';

/** @param further problems that are reported beside its own, without any effect on them. */
export function judgeProblems(
  problems: readonly Problem[],
  operation: Operation,
  further: readonly Problem[] = [],
): OperationOutcome | Unsettled {
  const { verb, id, kind } = operation;
  // Beside a reason why it cannot be deleted, "not found" is most likely another one's.
  if (verb === 'delete' && problems.every((problem) => isNotFound(problem, kind))) {
    return { outcome: 'done', id };
  }
  const beside = further.map(withDoubt);
  const isSeen = (problem: Problem) => verb === 'create' && isSeenByReading(problem, operation);
  // The name may be held by what an earlier, lost answer created.
  const first = problems.find(isSeen);
  if (first) {
    const rest = problems.filter((problem) => problem !== first);
    return {
      ...{ outcome: 'unsettled', problems: [first, ...rest, ...beside] },
      ...{ isDoubtful: false, isMade: false },
    };
  }
  const gone = problems.filter((problem) => verb === 'delete' && isNotFound(problem, kind));
  const others = problems.filter((problem) => !gone.includes(problem));
  return failedBy([...others, ...gone.map(withDoubt), ...beside]);
}

/** Each item has one of these problems, but it is unknown which one. */
export function judgeShared(
  problems: readonly Problem[],
  operation: Operation,
): OperationOutcome | Unsettled {
  const seen = problems.filter((problem) => isSeenByReading(problem, operation));
  const distinct = distinctProblems(problems);
  const isAlike = distinct.length < 2 || seen.length === problems.length;
  if (isAlike) return judgeProblems(distinct, operation);
  // Reading can settle two of them: a missing entity is deleted, and a taken name may come from an earlier run.
  if (seen.length === 0) return failedBy(problems, sharedErrorOf(problems));
  return {
    ...{ outcome: 'unsettled', problems, shared: 'one-each' },
    ...{ isDoubtful: false, isMade: false },
  };
}

/** Whether searches show which item a problem is about. */
export function isSeenByReading(problem: Problem, { verb, kind }: Operation): boolean {
  if (verb === 'delete') return isNotFound(problem, kind);
  return verb === 'create' && problem.code === 'name-must-be-unique';
}

/** The spellings of gone. Others end alike and are about the account or the path: nothing was deleted. */
export function isNotFound({ code }: Problem, kind: Kind): boolean {
  return code === `${kind}-not-found` || code === `${kind}-has-not-been-found`;
}

/** "Not found" beside another reason: its ID was read a moment ago, and is not to be corrected. */
function withDoubt(problem: Problem): Problem {
  if (!kinds.some((kind) => isNotFound(problem, kind))) return problem;
  return { hint: 'Plan again to see what still exists.', ...problem };
}
