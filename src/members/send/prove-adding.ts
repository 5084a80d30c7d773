import type { AmendAnswer, MembersRemote } from '../../model/remote/members-remote.ts';
import { requestLevelStatuses } from '../../model/remote/refusal-statuses.ts';
import type { LedgerLock } from '../ledger/lock/lock-ledger.ts';
import type { MembersTask } from '../members-task.ts';

type Refusal = Extract<AmendAnswer, { readonly outcome: 'refused' }>;

/**
 * Whether the list takes additions at all, asked by one of nobody, which can change nothing. For before a list is
 * cleared: one that could not be filled again must not be emptied.
 *
 * @returns why not; null where it does, or where the answer says nothing about that.
 */
export async function proveAdding(
  { target, identifierType, gumCallerId }: MembersTask,
  remote: MembersRemote,
  lock: Pick<LedgerLock, 'verify'>,
): Promise<Refusal | null> {
  const answer = await remote.amend({
    ...{ target, identifierType, gumCallerId },
    ...{ operation: 'add', identifiers: [] },
    mayTry: () => lock.verify(),
  });
  const isClosed = answer.outcome === 'refused' && answer.status !== null;
  return isClosed && requestLevelStatuses.has(answer.status) ? answer : null;
}
