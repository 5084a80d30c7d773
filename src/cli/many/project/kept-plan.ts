/** Plans that wait for an answer, packed: those of many projects take little memory. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { parsePlan } from '../../../reconciler/find-objections.ts';
import type { PlanDocument, Refusal } from '../../../schema/generated/plan.ts';

export type KeptPlan = Uint8Array;

export function keepPlan(plan: PlanDocument): KeptPlan {
  return deflateRawSync(JSON.stringify(plan));
}

/** The plan with one more reason why it was not carried out; null for the reason that it has of its own. */
export function refusedPlan(kept: KeptPlan, refusal: Refusal | null): PlanDocument | null {
  const { value: plan } = parsePlan(inflateRawSync(kept).toString('utf8'), 'plan');
  if (plan === null || refusal === null) return plan;
  return { ...plan, refusals: [...plan.refusals, refusal] };
}
