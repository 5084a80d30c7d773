/** Items that no answer has settled, and what becomes of them once they are read. */
import type { ChangeError, ChangeWarning } from '../../model/outcome.ts';
import type { Operation } from '../../plan/order/operation.ts';
import { notCarriedOut } from '../answers/explain-problems.ts';
import type { OperationOutcome } from '../operation-outcome.ts';
import type { Evidence } from './settle-by-reading.ts';

/** Only a last reading can settle it: it may have been carried out, or its name is taken by a row that searches do not show. */
export interface OpenItem {
  readonly operation: Operation;
  /** Why it is not done, as far as that is known. */
  readonly error: ChangeError;
  /** A sending of it had an outcome that is not known: it can't be called failed any more. */
  readonly isDoubtful: boolean;
  /** What there is to say about it where it turns out to be done. */
  readonly warning?: ChangeWarning;
}

/** What to do where the API may not show yet what this very run has done. */
export const waitForSearches =
  'Wait a minute, because searches lag behind writes, and run the same command again.';

export function concludeItem(
  { error, isDoubtful, warning }: OpenItem,
  found: Evidence | undefined,
): OperationOutcome {
  if (found?.state === 'as-planned') {
    return { outcome: 'done', id: found.id, isRead: true, ...(warning ? { warning } : {}) };
  }
  // A name that is taken by what searches do not show may be held by what an earlier run has made.
  return isOthers({ isDoubtful }, found)
    ? { outcome: 'failed', error }
    : { outcome: 'unknown', error: unseen(isDoubtful ? withDoubt(error) : error, found) };
}

/** Whether the name is seen to be held by something else, so that this was surely not carried out. */
export function isOthers(
  { isDoubtful }: Pick<OpenItem, 'isDoubtful'>,
  found: Evidence | undefined,
): boolean {
  return !isDoubtful && found?.state === 'different';
}

/** What may be live is not said to be not carried out. */
function unseen(error: ChangeError, found: Evidence | undefined): ChangeError {
  const known = error.code === notCarriedOut.code ? { ...error, ...notSeen } : error;
  return found?.state === 'unread' ? { ...known, hint: found.hint } : known;
}

const notSeen = {
  code: 'not-seen',
  detail: 'the API did not confirm it, and a search does not show it (yet)',
};

/** Where our own first sending may hold a name, to declare another one would make twins. */
function withDoubt(error: ChangeError): ChangeError {
  if (error.code !== 'name-must-be-unique') return error;
  return { ...error, hint: waitForSearches };
}
