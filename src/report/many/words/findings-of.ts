import type { CondensedFindings, ProjectResult } from '../project-result.ts';

/** Whether its findings say why it failed, or was refused, with their places. */
export function isToldByFindings({ state, run, plan, diagnostics }: ProjectResult): boolean {
  const isStopped = state === 'failed' || state === 'refused' || state === 'incomplete';
  const isToldByPlan = run !== undefined || (plan?.refusals.first.length ?? 0) > 0;
  // Beside a plan, warnings are no reason to refuse it.
  const reasons = diagnostics.errors + (plan === undefined ? diagnostics.warnings : 0);
  return isStopped && !isToldByPlan && reasons > 0;
}

/** What to say of a project beside its plan: what the plan tells first is not said twice. */
export function findingsOf(result: ProjectResult): CondensedFindings {
  const { plan, run, diagnostics } = result;
  const isAlone = plan === undefined || run !== undefined || isToldByFindings(result);
  return isAlone ? diagnostics : plan.findings;
}
