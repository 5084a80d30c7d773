import type { ContactListTarget, MembersRemote } from '../model/members-remote.ts';
import { emptyList } from './empty-list.ts';
import type { MembersProblem } from './members-result.ts';
import { ledgerPlace, type MembersContext } from './members-task.ts';
import { withLockedLedger } from './with-locked-ledger.ts';

/**
 * Edge: takes everybody off a list.
 * @returns null when the API did so; else why nobody can say so.
 */
export async function clearMembers(
  target: ContactListTarget,
  context: MembersContext,
  remote: MembersRemote,
): Promise<MembersProblem | null> {
  const place = ledgerPlace(context, target);
  return withLockedLedger(place, async () => {
    const { answer } = await emptyList(place, target, remote, context.clock);
    if (answer.outcome === 'accepted') return null;
    const told = answer.problems.find((each) => !each.deprecation);
    return {
      code: told?.code ?? 'api-refused',
      detail: told?.detail ?? null,
      traceId: told?.traceId ?? null,
    };
  });
}
