/** The plan of a list, once its source is read. */
import { maxChunkIdentifiers } from '../../model/remote/members-remote.ts';
import { type FoundBrake, findBrakes } from '../brakes/find-brakes.ts';
import { isCovered, type MemberAllowance } from '../brakes/member-allowance.ts';
import {
  consentTo,
  type MemberBrake,
  memberBrakes,
  rebuildConsent,
} from '../brakes/member-consents.ts';
import { refuseWidening } from '../brakes/refuse-widening.ts';
import type { LedgerHeader } from '../ledger/format/ledger-header.ts';
import type { LedgerSight, MembersPlan, MembersRefusal } from '../members-plan.ts';
import type { MembersTask } from '../members-task.ts';
import { describeTitle, type SourceAccount } from '../source/source-account.ts';
import type { SentSelections, SettledMembers } from '../table/create-member-store.ts';
import type { ChosenBasis } from './choose-basis.ts';
import { measureChange } from './measure-change.ts';

export interface ReadMembers {
  readonly task: MembersTask;
  readonly chosen: ChosenBasis;
  /** What was seen of the ledger, whether or not it is gone on with. */
  readonly seen: LedgerSight | null;
  /** What that ledger says of itself; null where there is none. */
  readonly header: LedgerHeader | null;
  readonly source: SourceAccount & { readonly duplicates: number };
  readonly turnedInto: MembersPlan['turnedInto'];
  readonly count: SettledMembers['count'];
  readonly sending: SentSelections;
}

export function summariseMembers(read: ReadMembers): MembersPlan {
  const { task, chosen, seen, header, source, turnedInto, count, sending } = read;
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
      ...brakeRefusals(brakes, opened, consents).map((refusal) => withTitle(refusal, source)),
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
  // An upload that was refused as a whole leaves a ledger that knows nobody.
  const isEmpty = basis === 'nothing' || (basis === 'ledger' && known === 0);
  return isEmpty && adds > 0 && ledger?.header.coverage !== 'part' ? 'first-upload' : 'delta';
}

/** A ledger of a part of the list does not tell how many are on it. */
function heldBy({ basis, ledger }: ChosenBasis, known: number): number | null {
  if (basis === 'nothing') return 0;
  return basis === 'ledger' && ledger?.header.coverage === 'whole' ? known : null;
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
  const has = (wanted: string) => refusals.some(({ code }) => code === wanted);
  const isOfNoUse = has('members-too-many-invalid');
  const isEmpty = has('members-source-empty');
  return refusals.filter(
    ({ code }) =>
      !(isOfNoUse && code === 'members-source-empty') &&
      // That an empty source removes everybody goes without saying.
      !(isEmpty && !isOfNoUse && code === 'members-removal-limit'),
  );
}

/** Of invalid lines, the first may be no mistake of the data. */
function withTitle(refusal: MembersRefusal, source: SourceAccount): MembersRefusal {
  const of =
    refusal.code === 'members-exclude-invalid'
      ? source.excluded
      : refusal.code === 'members-too-many-invalid'
        ? source
        : null;
  const title = of === null ? null : describeTitle(of);
  return title === null ? refusal : { ...refusal, fix: `${title} ${refusal.fix}` };
}

function whyUnknown(header: LedgerHeader | null): string {
  if (header === null)
    return 'it was filled by something else, or its ledger is not on this machine';
  return header.identifierType === null
    ? 'a run began to clear the list, and did not get to the end'
    : 'the ledger here knows only a part of the list: members add or members remove began it without the ledger of before';
}

/**
 * All that stands against a rebuild, where it was refused for want of consent.
 * @param excludedBy the audiences that exclude by the list.
 */
export function alsoWidening(
  plan: MembersPlan,
  { excludedBy, replace }: Pick<MembersTask['consents'], 'excludedBy' | 'replace'>,
): MembersPlan {
  if (!lacksRebuild(plan) || plan.refusals.includes(perhapsEmpty)) return plan;
  const widening = refuseWidening({ excludedBy, replace }, whileFilled);
  if (widening === null) return plan;
  // The first way out alone would be refused again.
  const both = ` Both are needed: --${rebuildConsent}, and "lifecycle: { replace: allow }" on the segment.`;
  const refusals = plan.refusals.map((refusal) =>
    refusal.code === 'members-rebuild-needed' || refusal.code === 'ledger-out-of-date'
      ? { ...refusal, fix: `${refusal.fix}${both}` }
      : refusal,
  );
  return { ...plan, refusals: [...refusals, widening] };
}

/** Whether a plan was refused since nobody consented to a rebuild. */
export function lacksRebuild({ refusals }: MembersPlan): boolean {
  return refusals.some(
    ({ code }) => code === 'members-rebuild-needed' || code === 'ledger-out-of-date',
  );
}

/** A consent was given, and for less. */
function planAgain(brake: MemberBrake): string {
  return `Check the source: this is more than the plan showed. If it is meant, plan again with --${consentTo(brake)}.`;
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
  header: LedgerHeader | null,
): readonly MembersRefusal[] {
  if (basis !== 'clear') return outOfDate === null ? [] : [outOfDate];
  // Of a list that the API has computed as empty, no audience keeps anybody out until it is filled.
  const isPerhapsEmpty = header === null && told === 0;
  if (!consents.rebuild) {
    const missing = isPerhapsEmpty ? perhapsEmpty : { ...withoutLedger, text: whyUnknown(header) };
    return [outOfDate === null ? missing : withRebuild(outOfDate)];
  }
  const widening = isPerhapsEmpty ? null : refuseWidening(consents, whileFilled);
  return widening === null ? [] : [widening];
}

const whileFilled = 'while it is cleared and filled';

const withoutLedger: Omit<MembersRefusal, 'text'> = {
  code: 'members-rebuild-needed',
  fix: 'Bring the ledger, or give --allow-members-rebuild to clear the list and fill it again.',
};

/** So is a list that apply has created on another machine. */
const perhapsEmpty: MembersRefusal = {
  code: 'members-rebuild-needed',
  text: 'no ledger here says that it is empty; the API counts no one on it, which may be a count of yesterday',
  fix: 'Give --allow-members-rebuild once, which clears the list and fills it; or bring the ledger from the machine that created it.',
};
