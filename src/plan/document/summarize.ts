import type { PlannedChange, PlanSummary } from '../../schema/generated/plan.ts';
import type { Comparison } from '../compare-with-remote.ts';

export function summarize(changes: readonly PlannedChange[], comparison: Comparison): PlanSummary {
  const count = (action: PlannedChange['action']) =>
    changes.filter((change) => change.action === action).length;
  return {
    create: count('create'),
    update: count('update'),
    replace: count('replace'),
    delete: count('delete'),
    unchanged: comparison.unchanged.length,
    unmanaged: countUnmanaged(comparison),
  };
}

/** Entities of the project's own that no manifest names. Criteo's own and foreign rows are not counted. */
function countUnmanaged({ matched, prunes, index }: Comparison): number {
  const pruned = new Set(prunes.deletions);
  return index.entities.filter(
    (entity) =>
      !matched.has(entity) &&
      !pruned.has(entity) &&
      entity.unmanageable !== 'behavioral' &&
      entity.unmanageable !== 'foreign',
  ).length;
}
