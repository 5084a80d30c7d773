/** Makes a plan from manifests and a snapshot, or returns the findings that prevent it. */
import type { Found } from '../../diagnostics/diagnostic.ts';
import type { MembersReader } from '../../model/remote/members-remote.ts';
import type { Snapshot } from '../../model/remote/snapshot.ts';
import { compare } from '../../reconciler/compare.ts';
import { type PlanOptions, planCompared } from '../../reconciler/plan.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { warnOfEnded } from '../connection/warn-of-ended.ts';
import { membersContext } from '../members/members-context.ts';
import type { CommandContext } from '../process/command-context.ts';
import { LocatedError } from '../process/located-error.ts';
import type { LoadedDeclarations } from '../project/load-declarations.ts';

export interface PlanTask {
  readonly manifests: LoadedDeclarations;
  readonly snapshot: Snapshot;
  readonly options: PlanOptions;
  /** Asked how many members the API counts on a list. */
  readonly reader: MembersReader;
  /** Refuses where the changes of members cannot be worked out here, because they will be sent from here. */
  readonly mustKnow: boolean;
}

/**
 * Plans, with what becomes of the members of contact lists where `--members` asks for it. Throws a
 * LocatedError with all findings where no sound plan can be made.
 */
export async function makePlan(context: CommandContext, task: PlanTask): Promise<PlanDocument> {
  const { manifests, snapshot, options } = task;
  warnOfEnded(context, manifests, snapshot);
  const comparison = foundIn(compare(manifests, snapshot, options), manifests);
  context.among?.onUnmatched(comparison.unmatched);
  if (!context.options.flag('members'))
    return foundIn(planCompared(comparison, options), manifests);
  const { planSyncs } = await import('../../reconciler/members/plan-syncs.ts');
  const consentsFor = () => options.memberConsents ?? [];
  const { syncs, findings } = await planSyncs({
    ...{ ...task, comparison, consentsFor },
    surroundings: membersContext(context, manifests.project, manifests.folder),
  });
  return foundIn(planCompared(comparison, { ...options, syncs }, findings), manifests);
}

function foundIn<Value>(
  { value, diagnostics }: Found<Value | null>,
  manifests: LoadedDeclarations,
): Value {
  if (value === null) throw new LocatedError(diagnostics, manifests);
  return value;
}
