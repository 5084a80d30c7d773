import type { ContactListTarget, MembersRemote } from '../model/remote/members-remote.ts';
import { withLockedLedger } from './ledger/lock/with-locked-ledger.ts';
import type { MembersProblem } from './members-result.ts';
import { plainProblem, problemOf } from './members-result.ts';
import { ledgerPlace, lockOptions, type MembersContext } from './members-task.ts';
import { emptyList } from './send/empty-list.ts';

export type ClearResult =
  | {
      readonly outcome: 'done';
      readonly problem: null;
      /** What the API said beside it. */
      readonly warnings: readonly MembersProblem[];
    }
  /** `unknown`: it may have been carried out. */
  | {
      readonly outcome: 'failed' | 'unknown';
      readonly problem: MembersProblem;
      readonly warnings: readonly [];
    };

/** Edge: clears a list. */
export async function clearMembers(
  target: ContactListTarget,
  context: MembersContext,
  remote: MembersRemote,
): Promise<ClearResult> {
  const place = ledgerPlace(context, target, null);
  return withLockedLedger(place, lockOptions(context), async (lock) => {
    const { answer } = await emptyList(place, lock, target, remote, context.clock);
    if (answer.outcome === 'accepted') {
      const warnings = (answer.warnings ?? []).map(plainProblem);
      return { outcome: 'done', problem: null, warnings };
    }
    const outcome = answer.outcome === 'unknown' ? 'unknown' : 'failed';
    return { outcome, problem: problemOf(answer), warnings: [] };
  });
}
