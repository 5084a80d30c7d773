import type { Snapshot } from '../../model/remote/snapshot.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import type { SizeReader } from '../../sizes/size-reader.ts';
import type { CommandContext } from '../process/command-context.ts';

/** `--sizes`: the plan with the sizes of its changes. */
export async function withSizes(
  plan: PlanDocument,
  snapshot: Snapshot,
  reader: SizeReader,
  { options }: Pick<CommandContext, 'options'>,
): Promise<PlanDocument> {
  if (!options.flag('sizes')) return plan;
  const { sizePlan } = await import('../../sizes/size-plan.ts');
  return sizePlan(plan, snapshot, reader);
}
