/** The checksum that ties an apply to the plan that was reviewed. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../model/json.ts';
import type { PlannedChange, PlanProject } from '../schema/generated/plan.ts';
import { isToBeFilled } from './planned-fill.ts';

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
  const changes = [...plan.changes, ...plan.moves].map(
    ({ address, action, id, before, after, segmentIds, paths, steps, members }) => ({
      address,
      action,
      id,
      before,
      after,
      segmentIds,
      paths,
      steps,
      // How many there are changes by the hour, and is no reason to review anew.
      ...(isToBeFilled(members) ? { members: 'filled' } : {}),
    }),
  );
  const covered = {
    project: { name, environment, platform, accountId, advertiserId },
    consents: [...plan.consents].sort(),
    changes: changes.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0)),
  };
  return createHash('sha256').update(canonicalJson(covered)).digest('hex');
}
