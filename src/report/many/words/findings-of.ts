import type { CondensedFindings, ProjectResult } from '../project-result.ts';

/** What to say of a project beside its plan: what the plan tells first is not said twice. */
export function findingsOf({ state, plan, diagnostics }: ProjectResult): CondensedFindings {
  return plan === undefined || state === 'failed' ? diagnostics : plan.findings;
}
