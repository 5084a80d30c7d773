import type { Refusal } from '../../../schema/generated/plan.ts';

/** Whether a reason is about the run, and says nothing of a plan. */
export function isOfTheRun({ code, address }: Pick<Refusal, 'code' | 'address'>): boolean {
  return address === undefined && ofTheRun.has(code);
}

const ofTheRun: ReadonlySet<string> = new Set(['approval-missing', 'not-approved']);
