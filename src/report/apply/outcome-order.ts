import type { ChangeResult } from '../../apply/apply-report.ts';

export const outcomeOrder = ['failed', 'unknown', 'skipped', 'done'] as const;

/** What is not done first. */
export function sortByOutcome(results: readonly ChangeResult[]): readonly ChangeResult[] {
  return outcomeOrder.flatMap((outcome) => results.filter((result) => result.outcome === outcome));
}
