import type { ChangeResult } from '../../apply/apply-report.ts';

export const outcomeOrder = ['failed', 'unknown', 'skipped', 'done'] as const;

const actionOrder = ['delete', 'replace', 'update', 'create'] as const;

/** What is not done first, and what is deleted before what can be undone. */
export function sortByOutcome(results: readonly ChangeResult[]): readonly ChangeResult[] {
  return [...results].sort(
    (a, b) =>
      outcomeOrder.indexOf(a.outcome) - outcomeOrder.indexOf(b.outcome) ||
      actionOrder.indexOf(a.action) - actionOrder.indexOf(b.action),
  );
}
