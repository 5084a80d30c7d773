/** How much one project needs a look. */
import { countedHarms, harmRank } from '../../plan/highlights/harm.ts';
import type { CondensedPlan, ProjectResult } from '../project-result.ts';

/** The worst first. */
export const levels = [
  'failed',
  'refused',
  'dangerous',
  'deleting',
  'changing',
  'left',
  'unchanged',
] as const;

/**
 * `dangerous`: members are lost for good, live ad sets change, or a rule is newly broken. `deleting`: something is
 * deleted, and nothing worse. `left`: nothing is done, and the report says why.
 */
export type ProjectLevel = (typeof levels)[number];

const harms = Object.keys(countedHarms).length;

/** Projects of these are always named. */
export const namedLevels: ReadonlySet<ProjectLevel> = new Set(['failed', 'refused', 'dangerous']);

export function levelOfProject({ state, exitCode, plan, run, said }: ProjectResult): ProjectLevel {
  if (state === 'refused' || (state === 'done' && exitCode === 3)) return 'refused';
  if (state !== 'done' || exitCode === 1 || exitCode === 4) return 'failed';
  if (plan === undefined) return levelOfSaid(said);
  if (plan.refusals.first.length > 0) return 'refused';
  if (run === undefined) return levelOfPlan(plan);
  // What is done cannot be looked at before, but what is deleted is told first.
  if (run.deleted > 0) return 'deleting';
  return countChanges(plan) > 0 ? 'changing' : 'unchanged';
}

function levelOfSaid(said: ProjectResult['said']): ProjectLevel {
  if (said === undefined) return 'unchanged';
  return said.isIdle === true ? 'left' : 'changing';
}

function levelOfPlan(plan: CondensedPlan): ProjectLevel {
  if (rankOf(plan) <= harmRank('rule-broken')) return 'dangerous';
  if (plan.summary.delete > 0) return 'deleting';
  return countChanges(plan) + (plan.summary.affected ?? 0) > 0 ? 'changing' : 'unchanged';
}

export function countChanges({ summary }: CondensedPlan): number {
  return summary.create + summary.update + summary.replace + summary.delete;
}

/**
 * The lower, the worse. Who is in an audience changes in each of the middle ranks: over many projects, whether it was
 * edited says less than how few of them do the same.
 */
export function rankOf(plan: CondensedPlan | undefined): number {
  const worst = plan?.worst ?? null;
  if (worst === null) return harms;
  const rank = harmRank(worst);
  return rank <= harmRank('use-not-visible-perhaps') ? Math.min(rank, harmRank('affected')) : rank;
}

/** Whether all of its plan was applied before. */
export function isSettled({ run }: ProjectResult): boolean {
  if (run === undefined || run.earlier === 0) return false;
  const { done, failed, skipped, unknown } = run.summary;
  return run.earlier === done + failed + skipped + unknown;
}
