/** The plan of a list, once its source is read. */
import { maxChunkIdentifiers } from '../model/members-remote.ts';
import type { ChosenBasis } from './choose-basis.ts';
import type { Comparison } from './compare-members.ts';
import type { MemberSelection } from './create-member-table.ts';
import { findBrakes } from './find-brakes.ts';
import type { MembersPlan, MembersRefusal } from './members-plan.ts';
import type { MembersTask } from './members-task.ts';

export interface ReadMembers {
  readonly task: MembersTask;
  readonly chosen: ChosenBasis;
  readonly comparison: Pick<Comparison, 'source' | 'count'>;
  /** Who is to be removed; null where nobody is. */
  readonly removal: MemberSelection | null;
}

export function summariseMembers({ task, chosen, comparison, removal }: ReadMembers): MembersPlan {
  const { mode, address, consents } = task;
  const { source, count } = comparison;
  const { basis } = chosen;
  const known = basis === 'ledger' ? count('held') + count('unsure') : 0;
  const adds = mode === 'remove' ? 0 : count('add');
  const removes = removal === null ? 0 : count(removal);
  const { maxRemovePercent } = consents;
  const brakes = findBrakes({ mode, source, held: known, removes, maxRemovePercent });
  const clears = basis === 'clear' ? 1 : 0;
  return {
    address,
    mode,
    state: stateOf(chosen, adds + removes, known),
    adds,
    removes,
    held: basis === 'ledger' ? known : basis === 'nothing' ? 0 : null,
    total: mode === 'mirror' ? count('wanted') : null,
    source,
    requests: clears + chunksOf(adds) + chunksOf(removes),
    consents: [
      ...(consents.removal && brakes.length > 0 ? ['allow-member-removal'] : []),
      ...(consents.rebuild && basis === 'clear' ? ['allow-members-rebuild'] : []),
    ],
    missing: null,
    refusals: [
      ...(basis === 'clear' ? rebuildRefusals(task, chosen.outOfDate) : []),
      ...(consents.removal ? [] : brakes),
    ],
  };
}

function stateOf({ basis }: ChosenBasis, changes: number, known: number): MembersPlan['state'] {
  if (basis === 'clear') return 'rebuild-needed';
  if (changes === 0) return 'unchanged';
  // An upload that was refused as a whole leaves a ledger that knows nobody.
  const isEmpty = basis === 'nothing' || (basis === 'ledger' && known === 0);
  return isEmpty ? 'first-upload' : 'delta';
}

function chunksOf(members: number): number {
  return Math.ceil(members / maxChunkIdentifiers);
}

function rebuildRefusals(
  { consents }: MembersTask,
  outOfDate: MembersRefusal | null,
): readonly MembersRefusal[] {
  if (!consents.rebuild) {
    const missing: MembersRefusal = {
      code: 'members-rebuild-needed',
      text: 'it was filled by something else, or its ledger is not on this machine',
      fix: 'Bring the ledger, or give --allow-members-rebuild to clear the list and fill it again',
    };
    return [outOfDate ?? missing];
  }
  if (consents.excludedBy.length === 0 || consents.replace) return [];
  return [
    {
      code: 'members-rebuild-widens',
      text: `while it is cleared and filled, people it excludes would be in ${consents.excludedBy.join(', ')}`,
      fix: 'Set "lifecycle: { replace: allow }" on the segment if that may be',
    },
  ];
}
