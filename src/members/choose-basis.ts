/** What is known of a list before its source is read. */
import type { MembersReader } from '../model/members-remote.ts';
import type { IdentifierRule } from './identifier-rule.ts';
import { couldCount } from './ledger-moment.ts';
import type { MembersRefusal } from './members-plan.ts';
import type { MembersTask } from './members-task.ts';
import type { Ledger } from './read-ledger.ts';

/**
 * What the way to the source begins with. `ledger`: what it holds is known. `nothing`: the list is
 * known to be empty. `clear`: it has to be emptied. `unknown`: it stays unknown, which adding or
 * removing can do with.
 */
export type Basis = 'ledger' | 'nothing' | 'clear' | 'unknown';

export interface ChosenBasis {
  readonly basis: Basis;
  /** The ledger to go on with; null where there is none that fits. */
  readonly ledger: Ledger | null;
  /** What tells that somebody else has changed the list. */
  readonly outOfDate: MembersRefusal | null;
}

/** Asks the API how many it counts where that can tell more than the ledger. */
export async function chooseBasis(
  task: MembersTask,
  rule: IdentifierRule,
  ledger: Ledger | null,
  remote: MembersReader,
  now: number,
): Promise<ChosenBasis> {
  const chosen = basisByLedger(task, rule, ledger);
  if (task.isNew || task.mode !== 'mirror' || task.target.kind !== 'segment') return chosen;
  if (ledger === null) {
    // An upload of somebody else that is not counted yet would show within a day.
    const told = await countedBy(remote, task);
    return told === 0 ? { ...chosen, basis: 'nothing' } : chosen;
  }
  if (chosen.basis === 'clear') return chosen;
  const told = await countedBy(remote, task);
  if (told === null || couldCount(told, ledger.moments, ledger.unsure, now)) return chosen;
  return { basis: 'clear', ledger: null, outOfDate: outOfDate(told, ledger) };
}

function basisByLedger(
  { isNew, mode, identifierType }: MembersTask,
  rule: IdentifierRule,
  ledger: Ledger | null,
): ChosenBasis {
  const without = (basis: Basis): ChosenBasis => ({ basis, ledger: null, outOfDate: null });
  const unknown = mode === 'mirror' ? 'clear' : 'unknown';
  if (ledger === null) return without(isNew ? 'nothing' : unknown);
  const { coverage, sentForm, identifierType: ledgerType } = ledger.header;
  const isEmpty = sentForm === null && coverage === 'whole';
  if (isEmpty) return { basis: 'nothing', ledger, outOfDate: null };
  // A ledger of the same ID is then of an earlier list, which only sandboxes have.
  if (isNew) return without('nothing');
  const isComparable = sentForm === rule.sentForm && ledgerType === identifierType;
  if (!isComparable || (mode === 'mirror' && coverage === 'part')) return without(unknown);
  return { basis: 'ledger', ledger, outOfDate: null };
}

async function countedBy(remote: MembersReader, { target }: MembersTask): Promise<number | null> {
  return (await remote.readStatistics(target.id))?.numberOfIdentifiers ?? null;
}

function outOfDate(told: number, { moments }: Ledger): MembersRefusal {
  return {
    code: 'ledger-out-of-date',
    text: `The API counts ${told} members where the ledger has ${moments.at(-1)?.held ?? 0}: the list was changed by something else`,
    fix: 'Bring the ledger of the last upload, or give --allow-members-rebuild to clear the list and fill it again',
  };
}
