import type { Snapshot } from '../model/remote/snapshot.ts';
import type { PlanDocument } from '../schema/generated/plan.ts';
import type { SizeReader } from '../sizes/size-reader.ts';

export { listSizes } from '../sizes/list-sizes.ts';
export type { SizeReader } from '../sizes/size-reader.ts';

/** The plan with the sizes of what its changes touch, before and after. */
export async function addSizes(
  planned: PlanDocument,
  snapshot: Snapshot,
  reader: SizeReader,
): Promise<PlanDocument> {
  const { sizePlan } = await import('../sizes/size-plan.ts');
  return sizePlan(planned, snapshot, reader);
}
