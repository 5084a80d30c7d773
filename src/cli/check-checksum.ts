import { planChecksum } from '../plan/plan-checksum.ts';
import type { PlanDocument, Refusal } from '../schema/generated/plan.ts';

/**
 * Refuses a plan that is not what its own checksum was computed from, and one that is not the plan
 * whose checksum was reviewed. An abbreviated or differently written checksum is not the same.
 */
export function checkChecksum(plan: PlanDocument, reviewed: string | null): Refusal | null {
  const actual = planChecksum(plan);
  if (plan.checksum !== actual) {
    return {
      code: 'plan-altered',
      text: 'the plan was altered after it was made: its checksum does not match its content',
      fix: 'plan again, and review that plan',
    };
  }
  if (reviewed === null || reviewed.toLowerCase() === actual) return null;
  return {
    code: 'checksum-mismatch',
    text: `the plan has checksum ${actual}, and ${reviewed} was reviewed`,
    fix: 'review this plan, and give its checksum',
  };
}
