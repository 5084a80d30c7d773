import { withLockedLedger } from './ledger/lock/with-locked-ledger.ts';
import { readListHead } from './ledger/read-list-ledger.ts';
import { renewLedger } from './ledger/renew-ledger.ts';
import type { LedgerSight } from './members-plan.ts';
import { ledgerPlace, lockOptions, type MembersContext, type MembersTask } from './members-task.ts';

/**
 * Edge: renews the date of a ledger that a plan has found right.
 * @param seen what the plan read; a ledger that was written since has a date of its own.
 * @throws DiagnosticError while another run has it, and where its folder or disk fails.
 */
export async function renewList(
  { target, identifierType }: Pick<MembersTask, 'target' | 'identifierType'>,
  context: MembersContext,
  seen: Pick<LedgerSight, 'generation' | 'commits'>,
): Promise<void> {
  const place = ledgerPlace(context, target, identifierType);
  await withLockedLedger(place, lockOptions(context), async (lock) => {
    const head = await readListHead(place);
    const isSeen =
      head?.header.generation === seen.generation && head.commit.number === seen.commits;
    if (head && isSeen) await renewLedger(place, head, lock, () => context.clock.now());
  });
}
