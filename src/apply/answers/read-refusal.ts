import { itemLevelStatuses } from '../../model/remote/refusal-statuses.ts';
import type { Problem } from '../../model/remote/remote.ts';
import type { Operation } from '../../plan/order/operation.ts';
import { errorOf, notCarriedOut } from './explain-problems.ts';
import type { ItemOutcome } from './item-outcome.ts';
import { isNotFound, judgeProblems } from './judge-problems.ts';

/** A refused request carried nothing out. Where it says which items are to blame, the others may go again. */
export function readRefusal(
  problems: readonly Problem[],
  operations: readonly Operation[],
  status: number | null,
): readonly ItemOutcome[] {
  // Only what was not sent at all has no status.
  if (status === null && problems.some(({ code }) => code === 'interrupted')) {
    return operations.map(() => ({ outcome: 'skipped', because: 'interrupted' }));
  }
  // A position that no item has names none.
  const unnamed = problems.filter(({ index }) => index === null || operations[index] === undefined);
  const general = [unnamed, problems, [unexplained(status)]].find((each) => each.length > 0) ?? [];
  const isAboutItems = status === 400 && operations.length > 1;
  return operations.map((operation, position) => {
    const own = problems.filter(({ index }) => index === position);
    if (own.length === 0 && isAboutItems) return { outcome: 'resend' };
    const relevant = own.length > 0 ? own : general;
    const isItsOwn = own.length > 0 || operations.length === 1;
    // Given up before it was sent, or refused for who asks: the API has not looked at the items.
    const isGone = relevant.some((problem) => isNotFound(problem, operation.kind));
    const isJudged = status !== null && (itemLevelStatuses.has(status) || isGone);
    return isItsOwn && isJudged
      ? judgeProblems(relevant, operation)
      : { outcome: 'failed', error: errorOf(relevant) };
  });
}

function unexplained(status: number | null): Problem {
  const detail = `the API refused the request${status === null ? '' : ` with status ${status}`}`;
  return { ...notCarriedOut, code: 'api-refused', detail };
}
