/** Whether the lists of a saved plan can be filled from here, as its reviewer saw it. */

import { isOlderThan } from '../../members/ledger/overview/see-ledger.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { MembersReader } from '../../model/remote/members-remote.ts';
import type { Snapshot } from '../../model/remote/snapshot.ts';
import { isJsonObject } from '../../model/text/json.ts';
import type { Comparison } from '../../plan/compare/compare-with-remote.ts';
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
import { checkDeclaredSources } from '../members/check-declared-sources.ts';
import { declarationOf, isSyncedAs } from '../members/declared-list.ts';
import { planSyncs } from '../planning/plan-syncs.ts';
import type { CommandContext } from '../process/command-context.ts';
import { LocatedError } from '../process/located-error.ts';
import type { LoadedDeclarations } from '../project/load-declarations.ts';

/** The manifests beside a plan with what is remote. */
interface ComparedManifests {
  readonly manifests: LoadedDeclarations;
  readonly snapshot: Snapshot;
  readonly comparison: Comparison;
}

/**
 * Asked before anything is written: sources, ledgers and keys are here, no brake is opened further than
 * the plan showed, and the manifests fill each list the way that the plan has it.
 *
 * @param consents those of the plan that its file does not give to itself.
 * @throws LocatedError where a source or a ledger cannot be read.
 */
export async function checkPlannedSyncs(
  context: CommandContext,
  plan: PlanDocument,
  { manifests, snapshot, comparison }: ComparedManifests,
  reader: MembersReader,
  consents: readonly string[],
): Promise<readonly Refusal[]> {
  const planned = new Map<Declaration, PlannedMembers>();
  const refusals: Refusal[] = [];
  for (const { address, after, members } of plan.changes) {
    if (members === undefined || !needsSync(members)) continue;
    const declaration = declarationOf(address, isJsonObject(after) ? after : null, manifests);
    if (declaration && isSyncedAs(members, declaration)) planned.set(declaration, members);
    else refusals.push(declaration ? otherwise(address) : notDeclared(address));
  }
  const filled = { ...manifests, declarations: [...planned.keys()], findings: [] };
  const { findings: inGit } = await checkDeclaredSources(filled);
  if (inGit.length > 0) throw new LocatedError(inGit, manifests);
  const { syncs, findings } = await planSyncs(context, {
    ...{ manifests, snapshot, comparison, reader, mustKnow: true },
    consentsFor: (declaration) =>
      (planned.get(declaration)?.consents ?? []).filter((consent) => consents.includes(consent)),
    coveredFor: (declaration) => planned.get(declaration)?.allowed ?? [],
    isAsked: (declaration) => planned.has(declaration),
  });
  if (findings.length > 0) throw new LocatedError(findings, manifests);
  const unproven = new Map(
    [...planned].map(([{ address }, members]): readonly [string, readonly string[]] => [
      address,
      members.consents.filter((consent) => !consents.includes(consent)),
    ]),
  );
  const held = refuseSyncs(syncs, () => true).map((refusal) =>
    withoutProof(refusal, unproven.get(refusal.address ?? '') ?? []),
  );
  return [...refusals, ...held, ...refuseOlder(plan, syncs)];
}

/** @param unproven what the plan allows by its own word alone. */
function withoutProof(refusal: Refusal, unproven: readonly string[]): Refusal {
  const consent = unproven.find((each) => refusal.fix?.includes(`--${each}`));
  if (consent === undefined) return refusal;
  const fix = `Give --checksum HEX, with which the consents in the plan count, or give --${consent} again.`;
  return { ...refusal, fix };
}

/** A ledger that was brought from elsewhere since, such as a cache, may be a copy of before. */
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
    text: 'its manifest has changed how members are filled since the plan was made',
    fix: 'Plan again, and review that plan.',
  };
}
