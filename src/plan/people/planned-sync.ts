/** The planned sync of a contact list, as the planner gets it from the code that has read the source. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { PlannedLedger, PlannedMembers, Refusal } from '../../schema/generated/plan.ts';

export interface PlannedSync {
  readonly members: PlannedMembers;
  /** Why nothing may be sent, without the address. */
  readonly refusals: readonly Refusal[];
  /** What is missing here, in a sentence; null where all is here. */
  readonly missing: string | null;
  /** The ledger that it was planned with, where there is one. */
  readonly ledger?: PlannedLedger | null;
}

/** By the declarations that are planned, each the very object that the planner is given. */
export type PlannedSyncs = ReadonlyMap<Declaration, PlannedSync>;

/** Whether it is known that something would be sent. */
export function changesMembers({ state }: PlannedMembers): boolean {
  return state !== 'unchanged' && state !== 'unknown-here';
}

/** Whether apply has something to do: what is unknown here is found out there. */
export function needsSync(members: PlannedMembers | undefined): boolean {
  return members !== undefined && members.state !== 'unchanged';
}

/** `members-unknown-here`, for each list whose source, or the key to its ledger, is elsewhere. */
export function findUnknownMembers(syncs: PlannedSyncs | undefined): readonly Diagnostic[] {
  return [...(syncs ?? [])].flatMap(([declaration, { missing }]): readonly Diagnostic[] => {
    if (missing === null) return [];
    return [
      {
        severity: 'warning',
        ...describeUnknown(
          declaration,
          `${missing}; apply --members would refuse this on this machine`,
        ),
        source: declaration.locate(['contactList', 'members', 'source']),
        address: declaration.address,
      },
    ];
  });
}

/** For a plan, a warning; for who wants it carried out here and now, a refusal. */
export function describeUnknown(
  { name }: Pick<Declaration, 'name'>,
  missing: string,
): Required<Pick<Diagnostic, 'code' | 'message' | 'hint'>> {
  return {
    code: 'members-unknown-here',
    message: `cannot work out on this machine which members of "${name}" change: ${missing}`,
    hint:
      missing.includes('is encrypted') || missing.includes('encrypted ledger')
        ? 'Set AUDIENCECTL_LEDGER_KEY.'
        : 'Correct the path of the source if it should be here. Otherwise plan and apply on the machine that has it, or run "audiencectl members sync" there.',
  };
}

/** What stands against filling the lists that are part of the plan. */
export function refuseSyncs(
  syncs: PlannedSyncs | undefined,
  isPart: (declaration: Declaration) => boolean,
): readonly Refusal[] {
  return [...(syncs ?? [])].flatMap(([declaration, { refusals }]) =>
    isPart(declaration)
      ? refusals.map((refusal) => ({ ...refusal, address: declaration.address }))
      : [],
  );
}

/** The ledgers that a plan was made with. */
export function ledgersOf(syncs: PlannedSyncs | undefined): PlannedLedger[] {
  return [...(syncs?.values() ?? [])].flatMap(({ ledger }) => (ledger ? [ledger] : []));
}
