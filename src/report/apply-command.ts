import type { PlanDocument } from '../schema/generated/plan.ts';
import { quoteArgument } from './quote-argument.ts';

/** The command that carries out exactly this plan; null where there is nothing that apply would do. */
export function applyCommand({
  project,
  checksum,
  changes,
  refusals,
}: PlanDocument): string | null {
  if (changes.length === 0 || refusals.length > 0) return null;
  const { environment } = project;
  const env = environment === null ? '' : ` --env ${quoteArgument(environment)}`;
  return `audiencectl apply plan.json${env} --checksum ${checksum}`;
}
