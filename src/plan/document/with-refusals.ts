import type { PlanDocument, Refusal } from '../../schema/generated/plan.ts';
import { planChecksum } from './plan-checksum.ts';

/** The same plan, refused for further reasons, which its checksum covers too. */
export function withRefusals(plan: PlanDocument, more: readonly Refusal[]): PlanDocument {
  if (more.length === 0) return plan;
  const refused = { ...plan, refusals: [...plan.refusals, ...more] };
  return { ...refused, checksum: planChecksum(refused) };
}
