import type { AffectedAudience, PlannedChange, PlanSummary } from '../../schema/generated/plan.ts';
import { findUnmanaged } from '../change/list-unmanaged.ts';
import type { Comparison } from '../compare-with-remote.ts';

export function summarize(
  changes: readonly PlannedChange[],
  affected: readonly AffectedAudience[],
  comparison: Comparison,
): PlanSummary {
  const count = (action: PlannedChange['action']) =>
    changes.filter((change) => change.action === action).length;
  const reached = new Set(affected.map(({ address }) => address));
  const unedited = comparison.unchanged.filter(({ declaration }) =>
    reached.has(declaration.address),
  ).length;
  return {
    create: count('create'),
    update: count('update'),
    replace: count('replace'),
    delete: count('delete'),
    unchanged: comparison.unchanged.length,
    ...(unedited === 0 ? {} : { affected: unedited }),
    unmanaged: findUnmanaged(comparison).length,
  };
}
