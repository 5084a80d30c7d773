import { segmentIdsIn } from '../../../model/references.ts';
import type { PlanDocument, PlannedChange } from '../../../schema/generated/plan.ts';
import { beforeOf, readAddress } from '../change-attributes.ts';
import { createMoveFinder } from './create-move-finder.ts';

/**
 * Audiences that use a segment now and will use its successor, by the segment's replacement. What only
 * begins to use it does not move.
 */
export function findMovers(
  plan: Pick<PlanDocument, 'changes' | 'moves'>,
): ReadonlyMap<PlannedChange, readonly PlannedChange[]> {
  const findUsers = createMoveFinder(plan);
  return new Map(
    plan.changes
      .filter(({ action }) => action === 'replace')
      .map((segment) => [
        segment,
        findUsers(segment.address).filter(
          (user) => readAddress(user.address).kind === 'audience' && usesOld(user, segment),
        ),
      ]),
  );
}

/** Whether an entity as it is remotely refers to a segment that the plan replaces. */
export function usesOld(user: PlannedChange, { id }: PlannedChange): boolean {
  const used = [...Object.values(user.segmentIds.before), ...segmentIdsIn(beforeOf(user) ?? {})];
  return id !== null && used.includes(id);
}
