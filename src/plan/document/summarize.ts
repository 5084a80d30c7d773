import type { PlannedChange, PlanSummary } from '../../schema/generated/plan.ts';
import { findUnmanaged } from '../change/list-unmanaged.ts';
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
    unmanaged: findUnmanaged(comparison).length,
  };
}
