/** What the state of the ledger forbids: above all a rebuild, which clears the list and fills it again. */
import { listOf } from '../../model/text/count-of.ts';
import type { ListChange } from '../brakes/find-brakes.ts';
import { rebuildConsent } from '../brakes/member-consents.ts';
import { refuseWidening } from '../brakes/refuse-widening.ts';
import type { LedgerHeader } from '../ledger/format/ledger-header.ts';
import type { MembersPlan, MembersRefusal } from '../members-plan.ts';
import type { MembersTask } from '../members-task.ts';
import type { ChosenBasis } from './choose-basis.ts';

export function ledgerRefusals(
  { consents }: MembersTask,
  { basis, outOfDate, counted }: ChosenBasis,
  header: LedgerHeader | null,
): readonly MembersRefusal[] {
  if (basis !== 'clear') return outOfDate === null ? [] : [outOfDate];
  // While the API counts an excluding list as empty, no audience excludes its people.
  const isPerhapsEmpty = header === null && counted === 0;
  if (!consents.rebuild) {
    const missing = isPerhapsEmpty ? perhapsEmpty : { ...withoutLedger, text: whyUnknown(header) };
    return [outOfDate === null ? missing : withRebuild(outOfDate)];
  }
  const widening = isPerhapsEmpty ? null : refuseWidening(consents, whileFilled);
  return widening === null ? [] : [widening];
}

/**
 * A rebuild for no one is a clear, and so is one that takes off people whom its source cannot have: no consent to a
 * rebuild covers what has a command of its own.
 */
export function rebuildRefusals(
  { basis }: Pick<ChosenBasis, 'basis'>,
  { after }: Pick<ListChange, 'after'>,
  otherTypes: readonly string[],
): readonly MembersRefusal[] {
  if (basis !== 'clear') return [];
  return [
    ...(after === 0 ? [nobodyLeft] : []),
    ...(otherTypes.length === 0 ? [] : [othersLost(otherTypes)]),
  ];
}

function othersLost(types: readonly string[]): MembersRefusal {
  return {
    code: 'members-rebuild-other-types',
    text: `the list may also have people by identifiers of other types (${listOf(types, 'and')}). Clearing the list would remove them, and this source does not add them back`,
    fix: 'Run "audiencectl members clear SEGMENT". Then fill the list from the source of each type.',
  };
}

const nobodyLeft: MembersRefusal = {
  code: 'members-rebuild-empties',
  text: 'the list would be cleared, and the source has no people to fill it with',
  fix: 'Check the source. If the list should be empty, run "audiencectl members clear SEGMENT".',
};

function whyUnknown(header: LedgerHeader | null): string {
  if (header === null) return 'something else filled it, or its ledger is not on this machine';
  return header.identifierType === null
    ? 'a run began to clear the list, but did not finish'
    : 'the ledger here covers only a part of the list: members add or members remove started it without the earlier ledger';
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
  const both = ` Also set "lifecycle: { replace: allow }" on the segment: --${rebuildConsent} alone is not enough.`;
  const refusals = plan.refusals.map((refusal) =>
    refusal.code === 'members-rebuild-needed' || refusal.code === 'ledger-out-of-date'
      ? { ...refusal, fix: `${refusal.fix}${both}` }
      : refusal,
  );
  return { ...plan, refusals: [...refusals, widening] };
}

/** Whether a plan was refused for want of a consent to a rebuild. */
export function lacksRebuild({ refusals }: MembersPlan): boolean {
  return refusals.some(
    ({ code }) => code === 'members-rebuild-needed' || code === 'ledger-out-of-date',
  );
}

/** A rebuild is the last resort. */
function withRebuild(refusal: MembersRefusal): MembersRefusal {
  if (refusal.code !== 'ledger-old') return refusal;
  const rebuild = `Only if no newer ledger can be found, give --${rebuildConsent}, which clears the list and fills it again from its source.`;
  return { ...refusal, fix: `${refusal.fix} ${rebuild}` };
}

const whileFilled = 'while it is cleared and filled';

const withoutLedger: Omit<MembersRefusal, 'text'> = {
  code: 'members-rebuild-needed',
  fix: 'Restore the ledger, or give --allow-members-rebuild to clear the list and fill it again.',
};

/** So is a list that apply has created on another machine. */
const perhapsEmpty: MembersRefusal = {
  code: 'members-rebuild-needed',
  text: 'no ledger here says that the list is empty. The API counts 0 members, but the count may be a day old',
  fix: 'Give --allow-members-rebuild once, which clears the list and fills it again, or copy the ledger from the machine that created the list.',
};
