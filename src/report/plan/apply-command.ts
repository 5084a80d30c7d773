import { needsSync } from '../../plan/people/planned-sync.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { quoteArgument } from '../text/quote-argument.ts';

/**
 * The command that carries out exactly this plan; null where apply would do nothing.
 *
 * @param sameTarget options that lead to the same project and account, with a blank before each
 */
export function applyCommand(
  { project, checksum, changes, refusals }: PlanDocument,
  { file = 'plan.json', sameTarget = '' }: { file?: string; sameTarget?: string } = {},
): string | null {
  if (changes.length === 0 || refusals.length > 0) return null;
  return `audiencectl apply ${quoteArgument(file)}${envOption({ project })}${sameTarget} --checksum ${checksum}`;
}

/** A plan does not fix the counts of members. Null where it syncs no list. */
export function countedAgain({ changes }: Pick<PlanDocument, 'changes'>): string | null {
  return changes.some(({ members }) => needsSync(members))
    ? 'apply counts the members again, within the limits and what this plan allows.'
    : null;
}

/** ` --env NAME`, or nothing where the project has no environments. */
export function envOption({ project }: Pick<PlanDocument, 'project'>): string {
  const { environment } = project;
  return environment === null ? '' : ` --env ${quoteArgument(environment)}`;
}
