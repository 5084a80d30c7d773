import type { PlannedChange } from '../schema/generated/plan.ts';

/**
 * What GitLab's merge-request widget reads as `artifacts:reports:terraform`: three counts. It knows
 * no replacement, which is one entity created and one deleted.
 */
export function renderGitlabCounts(actions: readonly PlannedChange['action'][]): string {
  const count = (...counted: readonly PlannedChange['action'][]) =>
    actions.filter((action) => counted.includes(action)).length;
  const counts = {
    create: count('create', 'replace'),
    update: count('update'),
    delete: count('delete', 'replace'),
  };
  return `${JSON.stringify(counts)}\n`;
}
