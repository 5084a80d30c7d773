import type { ClearAnswer, ContactListTarget, MembersRemote } from '../model/members-remote.ts';
import { emptyList } from './empty-list.ts';
import { withLockedLedger } from './ledger/with-locked-ledger.ts';
import type { MembersProblem } from './members-result.ts';
import { ledgerPlace, lockOptions, type MembersContext } from './members-task.ts';

export type ClearResult =
  | { readonly outcome: 'done'; readonly problem: null }
  /** `unknown`: it may have been carried out. */
  | { readonly outcome: 'failed' | 'unknown'; readonly problem: MembersProblem };

/** Edge: takes everybody off a list. */
export async function clearMembers(
  target: ContactListTarget,
  context: MembersContext,
  remote: MembersRemote,
): Promise<ClearResult> {
  const place = ledgerPlace(context, target, null);
  return withLockedLedger(place, lockOptions(context), async (lock) => {
    const { answer } = await emptyList(place, lock, target, remote, context.clock);
    if (answer.outcome === 'accepted') return { outcome: 'done', problem: null };
    const outcome = answer.outcome === 'unknown' ? 'unknown' : 'failed';
    return { outcome, problem: problemOf(answer) };
  });
}

function problemOf({
  problems,
}: Exclude<ClearAnswer, { readonly outcome: 'accepted' }>): MembersProblem {
  const told = problems.find((each) => !each.deprecation);
  return {
    code: told?.code ?? 'api-refused',
    detail: told?.detail ?? null,
    traceId: told?.traceId ?? null,
  };
}
