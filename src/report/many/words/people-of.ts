import { isComplete } from '../../apply/apply-outcome.ts';
import type { CondensedRun, ProjectResult } from '../project-result.ts';

/** Who enters and who leaves by its plan; null where that is not to say: of what was done in part, it is not known. */
export function peopleOf({ plan, run }: ProjectResult): string | null {
  return run === undefined || isWholeRun(run) ? (plan?.people ?? null) : null;
}

/** Whether this run carried out all of its plan. */
export function isWholeRun({ summary, earlier }: CondensedRun): boolean {
  return isComplete(summary) && earlier === 0;
}
