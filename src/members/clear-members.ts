import type { ContactListTarget, MembersRemote } from '../model/members-remote.ts';
import { emptyList } from './empty-list.ts';
import { withLockedLedger } from './ledger/with-locked-ledger.ts';
import type { MembersProblem } from './members-result.ts';
import { ledgerPlace, lockOptions, type MembersContext } from './members-task.ts';

/**
 * Edge: takes everybody off a list.
 * @returns null when the API did so; else why nobody can say so.
 */
export async function clearMembers(
  target: ContactListTarget,
  context: MembersContext,
  remote: MembersRemote,
): Promise<MembersProblem | null> {
  const place = ledgerPlace(context, target, null);
  return withLockedLedger(place, lockOptions(context), async (lock) => {
    const { answer } = await emptyList(place, lock, target, remote, context.clock);
    if (answer.outcome === 'accepted') return null;
    const told = answer.problems.find((each) => !each.deprecation);
    return {
      code: told?.code ?? 'api-refused',
      detail: told?.detail ?? null,
      traceId: told?.traceId ?? null,
    };
  });
}
