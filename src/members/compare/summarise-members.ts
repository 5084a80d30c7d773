/** The plan of a list, once its source is read: counts, state and refusals. */
import { maxChunkIdentifiers } from '../../model/remote/members-remote.ts';
import { brakeRefusals } from '../brakes/brake-refusals.ts';
import { type FoundBrake, findBrakes } from '../brakes/find-brakes.ts';
import { isCovered, type MemberAllowance } from '../brakes/member-allowance.ts';
import { consentTo, memberBrakes, rebuildConsent } from '../brakes/member-consents.ts';
import type { LedgerHeader } from '../ledger/format/ledger-header.ts';
import type { LedgerSight, MembersPlan } from '../members-plan.ts';
import type { MembersTask } from '../members-task.ts';
import type { SourceAccount } from '../source/source-account.ts';
import type { MarkedMembers, SentSelections } from '../table/create-member-store.ts';
import type { ChosenBasis } from './choose-basis.ts';
import { ledgerRefusals, rebuildRefusals } from './ledger-refusals.ts';
import { measureChange } from './measure-change.ts';

export interface ReadMembers {
  readonly task: MembersTask;
  readonly chosen: ChosenBasis;
  /** Other identifier types of which members would be lost by a clear. */
  readonly otherTypes: readonly string[];
  /** What was seen of the ledger, whether or not it is gone on with. */
  readonly seen: LedgerSight | null;
  /** What that ledger says of itself; null where there is none. */
  readonly header: LedgerHeader | null;
  readonly source: SourceAccount & { readonly duplicates: number };
  readonly turnedInto: MembersPlan['turnedInto'];
  readonly count: MarkedMembers['count'];
  readonly sending: SentSelections;
}

export function summariseMembers(read: ReadMembers): MembersPlan {
  const { task, chosen, otherTypes, seen, header, source, turnedInto, count, sending } = read;
  const { mode, address, consents } = task;
  const { basis } = chosen;
  const known = basis === 'ledger' ? count('held') + count('unsure') : 0;
  const adds = sending.add === null ? 0 : count(sending.add);
  const removes = sending.remove === null ? 0 : count(sending.remove);
  const change = measureChange(mode, chosen, count, sending);
  const brakes = findBrakes(source, change, consents);
  const allowanceOf = ({ refusal: { code }, count: about }: FoundBrake): MemberAllowance => ({
    ...{ code, count: about, total: change.after },
  });
  const opened = brakes.filter(
    (found) => consents[found.brake] && isCovered(allowanceOf(found), consents.covered ?? null),
  );
  const clears = basis === 'clear' ? 1 : 0;
  return {
    address,
    mode,
    state: stateOf(chosen, { adds, removes }, known),
    adds,
    removes,
    held: heldBy(chosen, known),
    unconfirmed: basis === 'ledger' ? count('unsure') : 0,
    total: mode === 'mirror' ? count('wanted') : null,
    ledger: seen,
    checked: isChecked(chosen),
    source,
    turnedInto,
    requests: clears + chunksOf(adds) + chunksOf(removes),
    consents: [
      ...memberBrakes.filter((each) => opened.some(({ brake }) => brake === each)).map(consentTo),
      ...(consents.rebuild && basis === 'clear' ? [rebuildConsent] : []),
    ],
    allowed: opened.map(allowanceOf),
    missing: null,
    refusals: [
      ...ledgerRefusals(task, chosen, header),
      ...rebuildRefusals(chosen, change, otherTypes),
      ...brakeRefusals(brakes, opened, consents, source),
    ],
  };
}

function stateOf(
  { basis, ledger }: ChosenBasis,
  { adds, removes }: Pick<MembersPlan, 'adds' | 'removes'>,
  known: number,
): MembersPlan['state'] {
  if (basis === 'clear') return 'rebuild-needed';
  if (adds + removes === 0) return 'unchanged';
  // An upload that was refused as a whole leaves an empty ledger.
  const isEmpty = basis === 'nothing' || (basis === 'ledger' && known === 0);
  return isEmpty && adds > 0 && ledger?.header.coverage !== 'part' ? 'first-upload' : 'delta';
}

/** A ledger of a part of the list does not say how many are on it. */
function heldBy({ basis, ledger }: ChosenBasis, known: number): number | null {
  if (basis === 'nothing') return 0;
  return basis === 'ledger' && ledger?.header.coverage === 'whole' ? known : null;
}

function isChecked({ basis, counted, outOfDate, ledger }: ChosenBasis): boolean {
  const isKnown = basis === 'ledger' || basis === 'nothing';
  const knowsAll = ledger?.header.coverage === 'whole';
  return isKnown && knowsAll && counted !== null && outOfDate === null;
}

function chunksOf(members: number): number {
  return Math.ceil(members / maxChunkIdentifiers);
}
