/** Edge: rewrites a ledger with those whom it has on the list, and no others. */

import { encodingOf } from '../identifiers/identifier-rule.ts';
import type { LedgerHeader } from '../ledger/format/ledger-header.ts';
import { recentMoments } from '../ledger/format/ledger-moment.ts';
import { ledgerError } from '../ledger/ledger-error.ts';
import { type LedgerPlace, temporaryFile } from '../ledger/ledger-place.ts';
import type { LedgerLock } from '../ledger/lock/lock-ledger.ts';
import { type LedgerFile, readLedger } from '../ledger/read-ledger.ts';
import { writeLedger } from '../ledger/write-ledger.ts';
import type { MembersContext } from '../members-task.ts';
import {
  createMemberStore,
  type MemberStore,
  membersAtOnce,
} from '../table/create-member-store.ts';

/**
 * @param known what is known of the list, where the ledger does not say it.
 * @returns null where there is no ledger.
 */
export async function rewriteLedger(
  place: LedgerPlace,
  lock: Pick<LedgerLock, 'verify'>,
  context: Pick<MembersContext, 'clock' | 'membersAtOnce'>,
  known: Partial<Pick<LedgerHeader, 'coverage' | 'isOneForm'>>,
): Promise<LedgerFile | null> {
  const stores: MemberStore[] = [];
  try {
    const ledger = await readLedger(place, ({ header, commit }) => {
      const store = createMemberStore(encodingOf(header.sentForm ?? 'sha256'), {
        expected: commit.written,
        most: context.membersAtOnce ?? membersAtOnce,
        openTemporary: () => place.files.openTemporary(temporaryFile(place, 'parts')),
      });
      stores.push(store);
      return store.mark;
    });
    const members = await stores[0]?.finish({ add: null, remove: null });
    if (ledger === null || members === undefined) return null;
    const { header, commit, moments, goal } = ledger;
    if (commit.held !== members.count('held')) throw ledgerError(place, 'damaged');
    const now = context.clock.now();
    return await writeLedger(place, lock, {
      subject: { ...header, ...known },
      tables: members.tables(),
      moments: recentMoments(moments, now),
      // An upload that was cut off goes on to where it was meant to end.
      goal,
      now,
    });
  } finally {
    for (const store of stores) store.close();
  }
}
