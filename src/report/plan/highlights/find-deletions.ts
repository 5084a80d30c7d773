import type { PlannedChange } from '../../../schema/generated/plan.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { adSetsOf } from '../../change/describe-live-use.ts';
import { losesMembers } from '../../change/describe-undo.ts';
import type { Harm } from './harm.ts';

/** Deletions, but for lists with members and live audiences, of which something worse is said. */
export function findDeletions(changes: readonly PlannedChange[]): readonly Harm[] {
  return changes.flatMap((change): readonly Harm[] => {
    const { action, address, reasons } = change;
    const isLive = readAddress(address).kind === 'audience' && adSetsOf(change).length > 0;
    const codes = new Set(reasons.map(({ code }) => code));
    // What an earlier run left over was never declared by anyone.
    if (action !== 'delete' || losesMembers(change) || isLive || codes.has('left-over')) return [];
    const isPruned = codes.has('pruned');
    const why = isPruned ? ' because no manifest declares it.' : ': the file says delete.';
    const back = ' It can come back only under a new ID.';
    return [
      {
        sort: isPruned ? 'pruned' : 'deleted',
        address,
        say: (subject) => [subject, ' is ', { strong: 'deleted' }, why, back],
      },
    ];
  });
}
