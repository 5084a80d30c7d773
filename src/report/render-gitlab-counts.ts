import { groupBy } from '../model/group-by.ts';
import type { PlannedChange, PlanSummary } from '../schema/generated/plan.ts';

/**
 * What GitLab's merge-request widget reads as `artifacts:reports:terraform`: three counts. It knows
 * no replacement, which is one entity created and one deleted.
 */
export function renderGitlabCounts(actions: readonly PlannedChange['action'][]): string {
  const groups = groupBy(actions, (action) => action);
  const count = (action: PlannedChange['action']) => groups.get(action)?.length ?? 0;
  return renderGitlabSums({
    create: count('create'),
    update: count('update'),
    replace: count('replace'),
    delete: count('delete'),
  });
}

/** The same of changes that were counted before. */
export function renderGitlabSums({
  create,
  update,
  replace,
  delete: deleted,
}: Pick<PlanSummary, PlannedChange['action']>): string {
  const counts = { create: create + replace, update, delete: deleted + replace };
  return `${JSON.stringify(counts)}\n`;
}
