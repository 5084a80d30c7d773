/** What is known of a list before its source is read. */
import type { MembersReader } from '../../model/remote/members-remote.ts';
import type { IdentifierRule } from '../identifiers/identifier-rule.ts';
import type { LedgerHeader } from '../ledger/format/ledger-header.ts';
import { couldCount } from '../ledger/format/ledger-moment.ts';
import { refuseOldLedger, seeLedger } from '../ledger/overview/see-ledger.ts';
import type { LedgerFile } from '../ledger/read-ledger.ts';
import type { MembersRefusal } from '../members-plan.ts';
import type { MembersTask } from '../members-task.ts';

/**
 * What is known before the source is read. `ledger`: the ledger holds the members. `nothing`: the list is
 * known to be empty, because it was made or cleared here; a count of the API is no proof, because it may
 * be a day old. `clear`: the list must be emptied. `unknown`: it stays unknown, which is enough for adding
 * and removing.
 */
export type Basis = 'ledger' | 'nothing' | 'clear' | 'unknown';

export interface ChosenBasis {
  readonly basis: Basis;
  /** The ledger to go on with; null where there is none that fits. */
  readonly ledger: LedgerFile | null;
  /** Why the ledger is not what it should be, where it is not. */
  readonly outOfDate: MembersRefusal | null;
  /** How many members the API counts; null where it was not asked, or gives no count. */
  readonly counted: number | null;
}

/** What is known beside the ledger itself. */
export interface Surroundings {
  /** At most how many members of other types the list may hold. */
  readonly others: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How old a ledger may be; null for any age. */
  readonly maxAgeMs: number | null;
}

/** Asks the API for its count where the count adds something to the ledger. */
export async function chooseBasis(
  task: MembersTask,
  rule: IdentifierRule,
  ledger: LedgerFile | null,
  remote: MembersReader,
  { others, now, maxAgeMs }: Surroundings,
): Promise<ChosenBasis> {
  const chosen = basisByLedger(task, rule, ledger);
  const counted = canTellMore(task) ? await countedBy(remote, task) : null;
  const old = chosen.ledger && refuseOldLedger(seeLedger(chosen.ledger, now), maxAgeMs);
  if (old !== null) {
    return task.mode === 'mirror'
      ? { basis: 'clear', ledger: null, outOfDate: old, counted }
      : { ...chosen, outOfDate: old, counted };
  }
  if (task.mode !== 'mirror') {
    const isBelieved =
      counted === null || !knowsAll(chosen) || fits(counted, chosen.ledger, others, now);
    const refusal = isBelieved
      ? null
      : { ...outOfDate(counted, chosen.ledger), fix: withoutLedger };
    return { ...chosen, outOfDate: refusal, counted };
  }
  if (ledger === null || chosen.basis === 'clear' || counted === null)
    return { ...chosen, counted };
  if (fits(counted, ledger, others, now)) return { ...chosen, counted };
  return { basis: 'clear', ledger: null, outOfDate: outOfDate(counted, ledger), counted };
}

/** A ledger may be an old copy, and something else may have changed the list. */
function canTellMore({ isNew, target }: MembersTask): boolean {
  return !isNew && target.kind === 'segment';
}

/** Whether a ledger knows all members of the list. */
function knowsAll(chosen: ByLedger): chosen is ByLedger & { readonly ledger: LedgerFile } {
  return chosen.ledger?.header.coverage === 'whole';
}

/** Whether the API can count so many where the ledger is right. */
function fits(
  counted: number,
  { moments, unsure }: LedgerFile,
  others: number,
  now: number,
): boolean {
  return couldCount(counted, moments, { unsure, others }, now);
}

const withoutLedger =
  'Restore the ledger of the last upload. If there is none, move this ledger out of its folder; then all given identifiers are sent.';

type ByLedger = Omit<ChosenBasis, 'counted'>;

function basisByLedger(
  task: MembersTask,
  rule: IdentifierRule,
  ledger: LedgerFile | null,
): ByLedger {
  const { isNew, mode } = task;
  const without = (basis: Basis): ByLedger => ({ basis, ledger: null, outOfDate: null });
  const unknown = mode === 'mirror' ? 'clear' : 'unknown';
  if (ledger === null) return without(isNew ? 'nothing' : unknown);
  const { coverage, sentForm } = ledger.header;
  const isEmpty = sentForm === null && coverage === 'whole';
  if (isEmpty) return { basis: 'nothing', ledger, outOfDate: null };
  // A ledger of the same ID is then of an earlier list, which only sandboxes have.
  if (isNew) return without('nothing');
  if (!isComparable(ledger.header, task, rule)) return without(unknown);
  return { basis: 'ledger', ledger, outOfDate: null };
}

/** Whether the members of a ledger are those that a source can be compared with. */
export function isComparable(
  { coverage, sentForm }: LedgerHeader,
  { isNew, mode }: MembersTask,
  rule: IdentifierRule,
): boolean {
  if (isNew || sentForm !== rule.sentForm) return false;
  return mode !== 'mirror' || coverage === 'whole';
}

async function countedBy(remote: MembersReader, { target }: MembersTask): Promise<number | null> {
  return (await remote.readStatistics(target.id))?.numberOfIdentifiers ?? null;
}

/** In plans, results and statistics alike. */
export function describeMisfit(counted: number, held: number): string {
  return `The API counts ${counted} members, but the ledger has ${held}: something else has changed the list, or a newer ledger exists elsewhere`;
}

function outOfDate(counted: number, { moments }: LedgerFile): MembersRefusal {
  return {
    code: 'ledger-out-of-date',
    text: describeMisfit(counted, moments.at(-1)?.held ?? 0),
    fix: 'Restore the ledger of the last upload, or give --allow-members-rebuild to clear the list and fill it again.',
  };
}
