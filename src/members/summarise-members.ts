/** The plan of a list, once its source is read. */
import { maxChunkIdentifiers } from '../model/members-remote.ts';
import type { ChosenBasis } from './choose-basis.ts';
import type { SentSelections, SettledMembers } from './create-member-store.ts';
import { type FoundBrake, findBrakes } from './find-brakes.ts';
import { measureChange } from './measure-change.ts';
import { isCovered, type MemberAllowance } from './member-allowance.ts';
import { consentTo, type MemberBrake, memberBrakes, rebuildConsent } from './member-consents.ts';
import type { LedgerSight, MembersPlan, MembersRefusal } from './members-plan.ts';
import type { MembersTask } from './members-task.ts';
import { refuseWidening } from './refuse-widening.ts';
import type { SourceAccount } from './source-account.ts';

export interface ReadMembers {
  readonly task: MembersTask;
  readonly chosen: ChosenBasis;
  /** What was seen of the ledger, whether or not it is gone on with. */
  readonly seen: LedgerSight | null;
  readonly source: SourceAccount & { readonly duplicates: number };
  readonly turnedInto: MembersPlan['turnedInto'];
  readonly count: SettledMembers['count'];
  readonly sending: SentSelections;
}

export function summariseMembers(read: ReadMembers): MembersPlan {
  const { task, chosen, seen, source, turnedInto, count, sending } = read;
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
    state: stateOf(chosen, adds + removes, known),
    adds,
    removes,
    held: basis === 'ledger' ? known : basis === 'nothing' ? 0 : null,
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
    refusals: [...ledgerRefusals(task, chosen), ...brakeRefusals(brakes, opened, consents)],
  };
}

function stateOf({ basis }: ChosenBasis, changes: number, known: number): MembersPlan['state'] {
  if (basis === 'clear') return 'rebuild-needed';
  if (changes === 0) return 'unchanged';
  // An upload that was refused as a whole leaves a ledger that knows nobody.
  const isEmpty = basis === 'nothing' || (basis === 'ledger' && known === 0);
  return isEmpty ? 'first-upload' : 'delta';
}

function isChecked({ basis, told, outOfDate, ledger }: ChosenBasis): boolean {
  const isKnown = basis === 'ledger' || basis === 'nothing';
  const tellsAll = ledger?.header.coverage === 'whole';
  return isKnown && tellsAll && told !== null && outOfDate === null;
}

/** Of a source in which nothing is an identifier, it is said once. */
function brakeRefusals(
  brakes: readonly FoundBrake[],
  opened: readonly FoundBrake[],
  consents: MembersTask['consents'],
): readonly MembersRefusal[] {
  const refusals = brakes
    .filter((each) => !opened.includes(each))
    .map(({ brake, refusal }) =>
      consents[brake] ? { ...refusal, fix: planAgain(brake) } : refusal,
    );
  const isOfNoUse = refusals.some(({ code }) => code === 'members-too-many-invalid');
  return refusals.filter(({ code }) => !(isOfNoUse && code === 'members-source-empty'));
}

/** A consent was given, and for less. */
function planAgain(brake: MemberBrake): string {
  return `Check the source: this is more than the plan showed. If it is meant, plan again with --${consentTo(brake)}`;
}

/** Last comes what takes everybody off the list. */
function withRebuild(refusal: MembersRefusal): MembersRefusal {
  if (refusal.code !== 'ledger-old') return refusal;
  const rebuild = `Only if no newer one can be found: --${rebuildConsent} clears the list and fills it again from its source.`;
  return { ...refusal, fix: `${refusal.fix} ${rebuild}` };
}

function chunksOf(members: number): number {
  return Math.ceil(members / maxChunkIdentifiers);
}

function ledgerRefusals(
  { consents }: MembersTask,
  { basis, outOfDate, told }: ChosenBasis,
): readonly MembersRefusal[] {
  if (basis !== 'clear') return outOfDate === null ? [] : [outOfDate];
  if (!consents.rebuild) {
    return [
      outOfDate === null ? (told === 0 ? perhapsEmpty : withoutLedger) : withRebuild(outOfDate),
    ];
  }
  // Of a list that the API has computed as empty, no audience keeps anybody out until it is filled.
  if (told === 0) return [];
  const widening = refuseWidening(consents, 'while it is cleared and filled');
  return widening === null ? [] : [widening];
}

const withoutLedger: MembersRefusal = {
  code: 'members-rebuild-needed',
  text: 'it was filled by something else, or its ledger is not on this machine',
  fix: 'Bring the ledger, or give --allow-members-rebuild to clear the list and fill it again',
};

/** So is a list that apply has created on another machine. */
const perhapsEmpty: MembersRefusal = {
  code: 'members-rebuild-needed',
  text: 'no ledger here says that it is empty; the API counts nobody on it, which may be a count of yesterday',
  fix: 'Give --allow-members-rebuild once, which clears the list and fills it; or bring the ledger from the machine that created it',
};
