import type { ChangeResult, ChangeStep } from '../../apply/apply-report.ts';
import type { OutcomeName } from '../../model/outcome.ts';

/** What became of one step of a change; null where the run had no such step. */
export function stepOf({ steps }: ChangeResult, step: ChangeStep['step']): OutcomeName | null {
  return steps?.find((each) => each.step === step)?.outcome ?? null;
}

/** Whether the segment is there as planned, and its list is not filled. */
export function isUnfilled(result: ChangeResult): boolean {
  const { members, steps, outcome } = result;
  if (outcome === 'done') return false;
  if (steps === undefined) return members !== undefined;
  const fill = stepOf(result, 'fill');
  if (fill === null || fill === 'done') return false;
  return !steps.some((each) => isMaking(each) && each.outcome !== 'done');
}

function isMaking({ step }: ChangeStep): boolean {
  return step === 'create' || step === 'update';
}

/** `created, list not filled`: what an outcome alone would hide; null where there is no more to say. */
export function stateOf(result: ChangeResult): string | null {
  if (!isUnfilled(result)) return null;
  const { action, members, outcome, steps = [] } = result;
  const { added = 0, removed = 0 } = members ?? {};
  const list = added + removed > 0 ? 'list partly filled' : 'list not filled';
  const told = outcome === 'unknown' ? 'list possibly not filled' : list;
  // A replacement has its name at the end.
  if (action === 'replace') return `new one created, ${told}`;
  if (action === 'create') return `created, ${told}`;
  return steps.some(isMaking) ? `updated, ${told}` : told;
}
