import type { Snapshot } from '../../model/remote/snapshot.ts';
import { addSizes, type SizeReader } from '../../reconciler/sizes.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import type { CommandContext } from '../process/command-context.ts';

/** `--sizes`: the plan with the sizes of its changes. */
export async function withSizes(
  plan: PlanDocument,
  snapshot: Snapshot,
  reader: SizeReader,
  { options }: Pick<CommandContext, 'options'>,
): Promise<PlanDocument> {
  return options.flag('sizes') ? addSizes(plan, snapshot, reader) : plan;
}
