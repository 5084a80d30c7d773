/** Items of one request that each have one of its problems, where the answer does not say which. */
import type { ChangeError } from '../../model/outcome.ts';
import type { Problem } from '../../model/remote/remote.ts';
import type { Operation } from '../../plan/order/operation.ts';
import { sharedErrorOf } from '../answers/explain-problems.ts';
import type { Unsettled } from '../answers/item-outcome.ts';
import { isSeenByReading } from '../answers/judge-problems.ts';
import type { Evidence } from './settle-by-reading.ts';

export interface Share {
  readonly operation: Operation;
  readonly problems: readonly Problem[];
}

export function findShares(unsettled: ReadonlyMap<Operation, Unsettled>): readonly Share[] {
  return [...unsettled].flatMap(([operation, { shared, problems }]) =>
    shared === 'one-each' ? [{ operation, problems }] : [],
  );
}

/** Whether searches show which of them the problems are about that searches can show. */
export function areAssigned(
  shares: readonly Share[],
  found: ReadonlyMap<string, Evidence>,
): boolean {
  const [first] = shares;
  if (!first) return false;
  const seen = shares.filter(({ operation }) => isSeen(operation, found.get(operation.key)));
  // Of those that searches can't show there is one at least, and so is an item that has it.
  const visible = first.problems.filter((problem) => isSeenByReading(problem, first.operation));
  return seen.length >= visible.length && seen.length < shares.length;
}

export function errorOfShare(
  { operation, problems }: Share,
  found: Evidence | undefined,
): ChangeError {
  const seen = isSeen(operation, found);
  return sharedErrorOf(problems.filter((problem) => isSeenByReading(problem, operation) === seen));
}

function isSeen({ verb }: Operation, found: Evidence | undefined): boolean {
  return found?.state === 'as-planned' || (verb === 'create' && found?.state === 'different');
}
