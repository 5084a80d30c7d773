import type { ProjectResult, ResultDetails } from '../project-result.ts';
import { isSettled } from './level.ts';

/** What became of the changes or, before they are applied, the changes; null where nothing of them is to show. */
export function detailsOf(result: ProjectResult): ResultDetails | null {
  if (isSettled(result)) return null;
  return result.run?.details ?? result.plan?.details ?? null;
}

/** Where the details that have no room are. */
export function restOf({ run }: ProjectResult): string {
  return run === undefined ? 'the plan' : 'the JSON document';
}
