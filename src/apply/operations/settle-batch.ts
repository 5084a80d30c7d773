/** Reads the items of one request whose answer leaves their outcome open, at once. */
import type { ChangeError } from '../../model/outcome.ts';
import type { WriteAnswer } from '../../model/remote/remote.ts';
import type { Operation } from '../../plan/order/operation.ts';
import {
  errorOf,
  failedBy,
  notCarriedOut,
  sharedErrorOf,
  warningOf,
} from '../answers/explain-problems.ts';
import type { Unsettled } from '../answers/item-outcome.ts';
import type { OperationOutcome } from '../operation-outcome.ts';
import type { BatchContext } from './batch-context.ts';
import { areAssigned, errorOfShare, findShares, type Share } from './find-shares.ts';
import { concludeItem, isOthers, type OpenItem } from './open-item.ts';
import { type Evidence, settleByReading } from './settle-by-reading.ts';

export interface SettledBatch {
  readonly outcomes: ReadonlyMap<string, OperationOutcome>;
  /** Items that only a last reading can settle. */
  readonly open: readonly OpenItem[];
  /** Not carried out, and worth sending again. */
  readonly missing: readonly Operation[];
}

/** @param isDoubtful whether a sending of it may have been carried out. */
export async function settleBatch(
  unsettled: ReadonlyMap<Operation, Unsettled>,
  answer: WriteAnswer,
  batchSize: number,
  isDoubtful: (operation: Operation) => boolean,
  context: SettleContext,
): Promise<SettledBatch> {
  const outcomes = new Map<string, OperationOutcome>();
  const open: OpenItem[] = [];
  const missing: Operation[] = [];
  if (unsettled.size === 0) return { outcomes, open, missing };
  const { settled, shares, isRead } = await readUnsettled(unsettled, context);
  for (const [operation, each] of unsettled) {
    const found = settled.get(operation.key);
    const remark = each.isLikelyFailed ? warningOf(each.problems, batchSize) : undefined;
    const item: OpenItem = {
      ...{ operation, error: reasonOf(each, answer), isDoubtful: isDoubtful(operation) },
      ...(remark ? { warning: remark } : {}),
    };
    const share = shares.find((one) => one.operation === operation);
    const known = failureOf(item, each, share, found, isRead) ?? seenOf(item, found, isRead);
    if (known) outcomes.set(operation.key, known);
    else if (isRead && isMissing(each, found)) missing.push(operation);
    else open.push(item);
  }
  return { outcomes, open, missing };
}

interface ReadBatch {
  readonly settled: ReadonlyMap<string, Evidence>;
  /** Items whose problems the reading could assign. */
  readonly shares: readonly Share[];
  readonly isRead: boolean;
}

async function readUnsettled(
  unsettled: ReadonlyMap<Operation, Unsettled>,
  context: SettleContext,
): Promise<ReadBatch> {
  const shares = findShares(unsettled);
  const likely = [...unsettled.values()].filter(({ isLikelyFailed }) => isLikelyFailed);
  const { settled, end } = await settleByReading({
    ...context,
    operations: [...unsettled.keys()],
    isEnough: (found) =>
      found.size > 0 &&
      shares.length + likely.length === unsettled.size &&
      (shares.length === 0 || areAssigned(shares, found)),
  });
  const isRead = end === 'read-enough';
  return { settled, shares: isRead && areAssigned(shares, settled) ? shares : [], isRead };
}

/** Not carried out, for all that is known, and not refused either. */
function isMissing({ problems, isMade }: Unsettled, found: Evidence | undefined): boolean {
  return found?.state === 'not-done' && problems.length === 0 && !isMade;
}

type SettleContext = Pick<
  BatchContext,
  'platform' | 'scopeId' | 'remote' | 'patience' | 'signal' | 'isAsPlanned'
>;

/** What reading shows: it was carried out, or something else is in its place. */
function seenOf(
  item: OpenItem,
  found: Evidence | undefined,
  isRead: boolean,
): OperationOutcome | null {
  const isKnown = found?.state === 'as-planned' || (isRead && isOthers(item, found));
  return isKnown ? concludeItem(item, found) : null;
}

/** What reading leaves no doubt about: it was not carried out, and why. */
function failureOf(
  { isDoubtful, error }: OpenItem,
  { problems, isLikelyFailed }: Unsettled,
  share: Share | undefined,
  found: Evidence | undefined,
  isRead: boolean,
): OperationOutcome | null {
  if (isDoubtful || found?.state === 'as-planned') return null;
  if (share) return { outcome: 'failed', error: errorOfShare(share, found) };
  return isLikelyFailed && isRead ? failedBy(problems, error) : null;
}

/** Why an item is not done, if reading does not show that it is. */
export function reasonOf(
  { problems: own, shared }: Pick<Unsettled, 'problems' | 'shared'>,
  { outcome, problems }: WriteAnswer,
): ChangeError {
  if (own.length > 0) return shared ? sharedErrorOf(own, shared) : errorOf(own);
  // What an answer to the items says besides is about other ones.
  const ofRequest = outcome === 'answered' ? [] : problems;
  return errorOf([ofRequest.find(({ deprecation }) => !deprecation) ?? notCarriedOut]);
}
