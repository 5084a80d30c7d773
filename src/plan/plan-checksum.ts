/** The checksum that ties an apply to the plan that was reviewed. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../model/json.ts';
import type { PlannedChange, PlanProject } from '../schema/generated/plan.ts';

/**
 * SHA-256, in hex, of what applying would do: target, consents, and each change with the segments
 * it names. Counts, findings, positions, verdicts and the tool's version play no part in it.
 */
export function planChecksum(plan: {
  readonly project: PlanProject;
  readonly consents: readonly string[];
  readonly changes: readonly PlannedChange[];
  readonly moves: readonly PlannedChange[];
}): string {
  const { name, environment, platform, accountId, advertiserId } = plan.project;
  const changes = [...plan.changes, ...plan.moves].flatMap((change) => {
    const { address, action, id, before, after, segmentIds, paths, steps } = change;
    const filling = describeFilling(change);
    // The members of a list change by the hour, and are no reason to review anew.
    if (action === 'update' && paths.length === 0 && filling === null) return [];
    const filled = filling === null ? {} : { members: filling };
    return [{ address, action, id, before, after, segmentIds, paths, steps, ...filled }];
  });
  const covered = {
    project: { name, environment, platform, accountId, advertiserId },
    consents: [...plan.consents].sort(),
    changes: changes.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0)),
  };
  return createHash('sha256').update(canonicalJson(covered)).digest('hex');
}

/** How a new list is filled, and what is allowed for it; how many there are is left out. */
function describeFilling({ action, members }: PlannedChange) {
  if (members === undefined) return null;
  const { mode, identifierType, column, format, send, consents } = members;
  if (action === 'update') return consents.length > 0 ? { consents } : null;
  return { mode, identifierType, column, format, send, consents };
}
