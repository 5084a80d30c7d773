/** Whether the lists of a saved plan can be synced from here, as the reviewer saw it. */
import type { Found } from '../../diagnostics/diagnostic.ts';
import { isOlderThan } from '../../members/ledger/overview/see-ledger.ts';
import type { Declaration } from '../../model/declaration.ts';
import { isJsonObject } from '../../model/text/json.ts';
import {
  ledgersOf,
  needsSync,
  type PlannedSyncs,
  refuseSyncs,
} from '../../plan/people/planned-sync.ts';
import type {
  PlanDocument,
  PlannedLedger,
  PlannedMembers,
  Refusal,
} from '../../schema/generated/plan.ts';
import { declarationOf, isSyncedAs, type Manifests } from './declared-list.ts';
import { planSyncs, type SyncQuestion } from './plan-syncs.ts';

/** The lists that a saved plan syncs, as the manifests here declare them. */
export interface PlannedLists {
  readonly planned: ReadonlyMap<Declaration, PlannedMembers>;
  /** Of lists that no manifest declares, or another way. */
  readonly refusals: readonly Refusal[];
}

export function findPlannedLists(plan: PlanDocument, manifests: Manifests): PlannedLists {
  const planned = new Map<Declaration, PlannedMembers>();
  const refusals: Refusal[] = [];
  for (const { address, after, members } of plan.changes) {
    if (members === undefined || !needsSync(members)) continue;
    const declaration = declarationOf(address, isJsonObject(after) ? after : null, manifests);
    if (declaration && isSyncedAs(members, declaration)) planned.set(declaration, members);
    else refusals.push(declaration ? otherwise(address) : notDeclared(address));
  }
  return { planned, refusals };
}

/** The consents are those that do not rest on the plan file alone. */
type PlannedQuestion = Omit<SyncQuestion, 'consentsFor' | 'coveredFor' | 'mustKnow' | 'isAsked'> & {
  readonly consents: readonly string[];
};

/**
 * Asked before anything is written: sources, ledgers and keys are here, no brake allows more than
 * the plan showed, and the manifests sync each list in the way that the plan says.
 *
 * @returns the refusals, and what is wrong with sources and ledgers.
 */
export async function checkPlannedSyncs(
  plan: PlanDocument,
  { planned, refusals }: PlannedLists,
  { consents, ...question }: PlannedQuestion,
): Promise<Found<readonly Refusal[]>> {
  const { syncs, findings } = await planSyncs({
    ...{ ...question, mustKnow: true },
    consentsFor: (declaration) =>
      (planned.get(declaration)?.consents ?? []).filter((consent) => consents.includes(consent)),
    coveredFor: (declaration) => planned.get(declaration)?.allowed ?? [],
    isAsked: (declaration) => planned.has(declaration),
  });
  const unproven = new Map(
    [...planned].map(([{ address }, members]): readonly [string, readonly string[]] => [
      address,
      members.consents.filter((consent) => !consents.includes(consent)),
    ]),
  );
  const held = refuseSyncs(syncs, () => true).map((refusal) =>
    withoutProof(refusal, unproven.get(refusal.address ?? '') ?? []),
  );
  const value = [...refusals, ...held, ...refuseOlder(plan, syncs)];
  return { value, diagnostics: findings };
}

/** @param unproven the consents that only the plan file itself gives. */
function withoutProof(refusal: Refusal, unproven: readonly string[]): Refusal {
  const consent = unproven.find((each) => refusal.fix?.includes(`--${each}`));
  if (consent === undefined) return refusal;
  const fix = `Give --checksum HEX, so that the consents in the plan count, or give --${consent} again.`;
  return { ...refusal, fix };
}

/** A ledger that was copied here since, for example from a cache, may be out of date. */
function refuseOlder({ ledgers = [] }: PlanDocument, syncs: PlannedSyncs): readonly Refusal[] {
  const here = ledgersOf(syncs);
  const asked = new Set<string>([...syncs.keys()].map(({ address }) => address));
  return ledgers.flatMap((planned) => {
    const ledger = here.find(({ id }) => id === planned.id);
    const isOld = ledger === undefined || isOlderThan(ledger, planned);
    return isOld && asked.has(planned.address) ? [older(planned, ledger)] : [];
  });
}

function older({ address, writtenAt }: PlannedLedger, here: PlannedLedger | undefined): Refusal {
  if (here === undefined) {
    return {
      address,
      code: 'ledger-not-here',
      text: `the plan was made with a ledger that was last written at ${writtenAt}, and this machine has no ledger of the list`,
      fix: 'Apply the plan on the machine that has the ledger, or copy the ledger to this machine.',
    };
  }
  return {
    address,
    code: 'ledger-old',
    text: `the ledger here was last written at ${here.writtenAt}, but the plan was made with a ledger of ${writtenAt}`,
    fix: 'Copy the newest ledger to this machine, or plan again with the ledger that is here.',
  };
}

function notDeclared(address: string): Refusal {
  return {
    address,
    code: 'members-not-filled',
    text: 'the plan fills it, but no manifest here declares it',
    fix: 'Apply the plan in the project that it was made in, or plan again without --members.',
  };
}

function otherwise(address: string): Refusal {
  return {
    address,
    code: 'plan-stale',
    text: 'the members settings in its manifest have changed since the plan was made',
    fix: 'Plan again, and review that plan.',
  };
}
