import type { AmendAnswer, MembersRemote } from '../../model/remote/members-remote.ts';
import { itemLevelStatuses } from '../../model/remote/refusal-statuses.ts';
import { sentTexts } from '../../model/remote/sent-identifiers.ts';
import type { LedgerLock } from '../ledger/lock/lock-ledger.ts';
import type { MembersTask } from '../members-task.ts';

type Refusal = Extract<AmendAnswer, { readonly outcome: 'refused' }>;

/**
 * Whether the list takes additions at all: sends an addition without identifiers, which changes nothing. It is sent before a list is
 * cleared, because a list that cannot be filled again must not be emptied.
 *
 * @returns why it is not proven; null where the API takes additions, or only objects to the missing identifiers.
 */
export async function proveAdding(
  { target, identifierType, gumCallerId }: MembersTask,
  remote: MembersRemote,
  lock: Pick<LedgerLock, 'verify'>,
): Promise<Refusal | null> {
  const answer = await remote.amend({
    ...{ target, identifierType, gumCallerId },
    ...{ operation: 'add', identifiers: sentTexts([]) },
    mayTry: () => lock.verify(),
  });
  switch (answer.outcome) {
    case 'accepted':
      return null;
    case 'too-large':
      return { outcome: 'refused', status: 413, problems: [] };
    case 'refused':
      return mindsOnlyNobody(answer) ? null : answer;
    case 'unknown':
      // With any outcome, it has changed nothing.
      return { outcome: 'refused', status: null, problems: answer.problems };
  }
}

/** No document has the code: one that speaks of identifiers that are not there. */
const aboutNobody = /^(?=.*identifiers)(?=.*(?:empty|required|missing|null|at-least))/u;

function mindsOnlyNobody({ status, problems }: Refusal): boolean {
  // Errors in a success are judgements, too.
  const isJudged = status !== null && (status < 300 || itemLevelStatuses.has(status));
  return isJudged && problems.length > 0 && problems.every(({ code }) => aboutNobody.test(code));
}
