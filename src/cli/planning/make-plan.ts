/** Manifests and snapshot to a plan, or to the findings that stand in the way. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { MembersReader } from '../../model/remote/members-remote.ts';
import type { Snapshot } from '../../model/remote/snapshot.ts';
import type { PlanOptions } from '../../plan/plan-changes.ts';
import { planChecked } from '../../reconciler.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { warnOfEnded } from '../connection/warn-of-ended.ts';
import type { CommandContext } from '../process/command-context.ts';
import { LocatedError } from '../process/located-error.ts';
import type { LoadedDeclarations } from '../project/load-declarations.ts';

export interface PlanTask {
  readonly manifests: LoadedDeclarations;
  readonly snapshot: Snapshot;
  readonly options: PlanOptions;
  /** Asked how many the API counts on a list. */
  readonly reader: MembersReader;
  /** Refuses where it cannot be told here what becomes of members, since they are to be sent from here. */
  readonly mustKnow: boolean;
}

/**
 * Plans, with what becomes of the members of contact lists where `--members` asks for it. Throws a
 * LocatedError with all findings where no sound plan can be made.
 */
export async function makePlan(context: CommandContext, task: PlanTask): Promise<PlanDocument> {
  const { manifests, snapshot, options } = task;
  warnOfEnded(context, manifests, snapshot);
  if (!context.options.flag('members')) return planManifests(manifests, snapshot, options);
  const { planSyncs } = await import('./plan-syncs.ts');
  const consentsFor = () => options.memberConsents ?? [];
  const { syncs, findings } = await planSyncs(context, { ...task, consentsFor });
  return planManifests(manifests, snapshot, { ...options, syncs }, findings);
}

function planManifests(
  manifests: LoadedDeclarations,
  snapshot: Snapshot,
  options: PlanOptions,
  more: readonly Diagnostic[] = [],
): PlanDocument {
  const { value: plan, diagnostics } = planChecked(manifests, snapshot, options, more);
  if (plan === null) throw new LocatedError(diagnostics, manifests);
  return plan;
}
