/** How much smaller and larger a list would become, by its ledger or else by the API's own count. */
import type { ChosenBasis } from './choose-basis.ts';
import type { SentSelections, SettledMembers } from './create-member-store.ts';
import type { ListChange } from './find-brakes.ts';
import type { MembersMode } from './members-task.ts';

export function measureChange(
  mode: MembersMode,
  { basis, ledger, told }: ChosenBasis,
  count: SettledMembers['count'],
  sending: SentSelections,
): ListChange {
  const known = knownBy(basis, count);
  const goal = pendingGoal({ basis, ledger }, known);
  if (mode === 'mirror') return { ...mirrorChange(basis, known, told, count, sending), goal };
  // A ledger that knows a part of the list tells at least how many there are.
  const isPart = basis === 'unknown' || ledger?.header.coverage === 'part';
  const size = isPart ? Math.max(known, told ?? 0) : known;
  // Where the list is not known, most of those who must not be on it are not.
  const removes = mode === 'remove' ? count('intersection') : count('held excluded');
  const adds = sending.add === null ? 0 : count(sending.add);
  return { size, removes, after: mode === 'remove' ? size - removes : size + adds, goal };
}

/** How many a ledger is to hold once all is sent: with that, a run that goes on from there is no growth. */
export function goalOf(
  mode: MembersMode,
  chosen: Pick<ChosenBasis, 'basis' | 'ledger'>,
  count: SettledMembers['count'],
  sending: SentSelections,
): number {
  if (mode === 'mirror') return count('wanted');
  const known = knownBy(chosen.basis, count);
  const adds = sending.add === null ? 0 : count(sending.add);
  const removes = mode === 'remove' ? count('intersection') : count('held excluded');
  // What somebody adds beside a mirror that was cut off does not end it.
  return Math.max(known + adds - removes, pendingGoal(chosen, known));
}

function knownBy(basis: ChosenBasis['basis'], count: SettledMembers['count']): number {
  return basis === 'ledger' ? count('held') + count('unsure') : 0;
}

/** What was begun and is not on the list yet. */
function pendingGoal(
  { basis, ledger }: Pick<ChosenBasis, 'basis' | 'ledger'>,
  known: number,
): number {
  const goal = basis === 'ledger' ? (ledger?.goal ?? 0) : 0;
  return goal > known ? goal : 0;
}

function mirrorChange(
  basis: ChosenBasis['basis'],
  known: number,
  told: number | null,
  count: SettledMembers['count'],
  sending: SentSelections,
): Omit<ListChange, 'goal'> {
  const after = count('wanted');
  if (basis !== 'clear') {
    const removes = sending.remove === null ? 0 : count(sending.remove);
    return { size: known, removes, after };
  }
  return { size: told, removes: told === null ? null : Math.max(0, told - after), after };
}
