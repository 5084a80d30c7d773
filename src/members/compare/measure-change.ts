/** How much smaller and larger a list would become, by its ledger or else by the API's own count. */

import type { ListChange } from '../brakes/find-brakes.ts';
import type { MembersMode } from '../members-task.ts';
import type { MarkedMembers, SentSelections } from '../table/create-member-store.ts';
import type { ChosenBasis } from './choose-basis.ts';

export function measureChange(
  mode: MembersMode,
  { basis, ledger, counted }: ChosenBasis,
  count: MarkedMembers['count'],
  sending: SentSelections,
): ListChange {
  const known = knownBy(basis, count);
  const goal = pendingGoal({ basis, ledger }, known);
  if (mode === 'mirror') return { ...mirrorChange(basis, known, counted, count, sending), goal };
  // A ledger that knows a part of the list gives a lower bound.
  const isPart = basis === 'unknown' || ledger?.header.coverage === 'part';
  const size = isPart ? Math.max(known, counted ?? 0) : known;
  const sent = sending.remove === null ? 0 : count(sending.remove);
  const removes = isPart ? mostRemoved(sent, size) : removedBy(mode, count);
  const adds = sending.add === null ? 0 : count(sending.add);
  const after = mode === 'remove' ? size - (removes ?? size) : size + adds;
  return { size, removes, named: sent, after, goal };
}

/**
 * Where it is not known who is on a list, all that are sent may be on it.
 * @returns null where the size is 0: such a count may be older than an upload.
 */
function mostRemoved(sent: number, size: number): number | null {
  if (sent === 0) return 0;
  return size === 0 ? null : Math.min(sent, size);
}

function removedBy(mode: MembersMode, count: MarkedMembers['count']): number {
  return count(mode === 'remove' ? 'intersection' : 'held excluded');
}

/** How many a ledger will hold once all is sent: with that, a run that continues an earlier one is no growth. */
export function goalOf(
  mode: MembersMode,
  chosen: Pick<ChosenBasis, 'basis' | 'ledger'>,
  count: MarkedMembers['count'],
  sending: SentSelections,
): number {
  if (mode === 'mirror') return count('wanted');
  const known = knownBy(chosen.basis, count);
  const adds = sending.add === null ? 0 : count(sending.add);
  const removes = removedBy(mode, count);
  // An addition beside a mirror that was cut off does not end the mirror.
  return Math.max(known + adds - removes, pendingGoal(chosen, known));
}

function knownBy(basis: ChosenBasis['basis'], count: MarkedMembers['count']): number {
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
  counted: number | null,
  count: MarkedMembers['count'],
  sending: SentSelections,
): Omit<ListChange, 'goal'> {
  const after = count('wanted');
  if (basis !== 'clear') {
    const removes = sending.remove === null ? 0 : count(sending.remove);
    return { size: known, removes, named: removes, after };
  }
  const removes = counted === null ? null : Math.max(0, counted - after);
  return { size: counted, removes, named: null, after };
}
