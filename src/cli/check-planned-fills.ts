/** Whether the lists of a saved plan can be filled from here, as its reviewer saw it. */

import { isOlderThan } from '../members/see-ledger.ts';
import type { Declaration } from '../model/declaration.ts';
import { isJsonObject } from '../model/json.ts';
import type { MembersReader } from '../model/members-remote.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { isToBeFilled, ledgersOf, type PlannedFills, refuseFills } from '../plan/planned-fill.ts';
import type {
  PlanDocument,
  PlannedLedger,
  PlannedMembers,
  Refusal,
} from '../schema/generated/plan.ts';
import { checkDeclaredSources } from './check-declared-sources.ts';
import type { CommandContext } from './command-context.ts';
import { declarationOf, isFilledAs } from './declared-list.ts';
import type { LoadedDeclarations } from './load-declarations.ts';
import { LocatedError } from './located-error.ts';
import { planFills } from './plan-fills.ts';

/**
 * Asked before anything is written: sources, ledgers and keys are here, no brake is opened further than
 * the plan showed, and the manifests fill each list the way that the plan has it.
 *
 * @param consents those of the plan that its file does not give to itself.
 * @throws LocatedError where a source or a ledger cannot be read.
 */
export async function checkPlannedFills(
  context: CommandContext,
  plan: PlanDocument,
  manifests: LoadedDeclarations,
  snapshot: Snapshot,
  reader: MembersReader,
  consents: readonly string[],
): Promise<readonly Refusal[]> {
  const planned = new Map<Declaration, PlannedMembers>();
  const refusals: Refusal[] = [];
  for (const { address, after, members } of plan.changes) {
    if (members === undefined || !isToBeFilled(members)) continue;
    const declaration = declarationOf(address, isJsonObject(after) ? after : null, manifests);
    if (declaration && isFilledAs(members, declaration)) planned.set(declaration, members);
    else refusals.push(declaration ? otherwise(address) : notDeclared(address));
  }
  const filled = { ...manifests, declarations: [...planned.keys()], findings: [] };
  const { findings: inGit } = await checkDeclaredSources(filled);
  if (inGit.length > 0) throw new LocatedError(inGit, manifests);
  const { fills, findings } = await planFills(context, {
    ...{ manifests, snapshot, reader, options: {}, mustKnow: true },
    consentsFor: (declaration) =>
      (planned.get(declaration)?.consents ?? []).filter((consent) => consents.includes(consent)),
    coveredFor: (declaration) => planned.get(declaration)?.allowed ?? [],
    isAsked: (declaration) => planned.has(declaration),
  });
  if (findings.length > 0) throw new LocatedError(findings, manifests);
  return [...refusals, ...refuseFills(fills, () => true), ...refuseOlder(plan, fills)];
}

/** A ledger that was brought from elsewhere since, such as a cache, may be a copy of before. */
function refuseOlder({ ledgers = [] }: PlanDocument, fills: PlannedFills): readonly Refusal[] {
  const here = ledgersOf(fills);
  const asked = new Set<string>([...fills.keys()].map(({ address }) => address));
  return ledgers.flatMap((planned) => {
    const ledger = here.find(({ id }) => id === planned.id);
    const isOld = ledger === undefined || isOlderThan(ledger, planned);
    return isOld && asked.has(planned.address) ? [older(planned, ledger)] : [];
  });
}

function older({ address, writtenAt }: PlannedLedger, here: PlannedLedger | undefined): Refusal {
  const which = here
    ? `the ledger here was last written at ${here.writtenAt}`
    : 'no ledger is here';
  return {
    address,
    code: 'ledger-old',
    text: `${which}, and the plan was made with one of ${writtenAt}`,
    fix: 'Bring the newest ledger, or plan again with the one that is here.',
  };
}

function notDeclared(address: string): Refusal {
  return {
    address,
    code: 'members-not-filled',
    text: 'the plan fills it, and no manifest here declares it',
    fix: 'apply the plan in the project that it was made in, or plan again without --members',
  };
}

function otherwise(address: string): Refusal {
  return {
    address,
    code: 'plan-stale',
    text: 'how its members are filled was changed in its manifest since the plan was made',
    fix: 'plan again, and review that plan',
  };
}
