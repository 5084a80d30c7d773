/** The checksum that ties an apply to the plan that was reviewed. */
import { createHash } from 'node:crypto';
import { compareText } from '../../diagnostics/diagnostic.ts';
import { canonicalJson } from '../../model/text/json.ts';
import type {
  PlanDocument,
  PlannedChange,
  PlanProject,
  Refusal,
} from '../../schema/generated/plan.ts';

/** The part of a plan that its checksum covers. */
export interface Covered {
  readonly project: PlanProject;
  /** What was edited in the UI alone is left as it is. */
  readonly drift?: 'leave';
  /** Contact lists are filled, too. */
  readonly members?: true;
  readonly consents: readonly string[];
  readonly refusals: readonly Refusal[];
  readonly changes: readonly PlannedChange[];
  readonly moves: readonly PlannedChange[];
}

/**
 * SHA-256, in hex, of what applying would do: target and API versions, consents, refusals, and each
 * change and move with the segments it names. Counts, findings, positions, verdicts and the tool's
 * version play no part in it.
 */
export function planChecksum(plan: Covered): string {
  const hash = createHash('sha256');
  const cover = (list: string, items: readonly unknown[]) => {
    // Sorted by their text, because order must not change the checksum. JSON holds no line break.
    hash.update(`${list}\n`);
    for (const text of items.map(canonicalJson).sort(compareText)) hash.update(`${text}\n`);
  };
  cover('project', [plan.project]);
  cover('drift', plan.drift === undefined ? [] : [plan.drift]);
  if (plan.members) cover('members', [plan.members]);
  cover('consents', plan.consents);
  // The text of a refusal counts what is remote; what it is about does not.
  cover(
    'refusals',
    plan.refusals.map(({ code, address = '' }) => ({ code, address })),
  );
  cover('changes', plan.changes.flatMap(coveredOf));
  cover('moves', plan.moves.flatMap(coveredOf));
  return hash.digest('hex');
}

/** Whether a plan is what its own checksum was computed from. */
export function hasOwnChecksum(plan: PlanDocument): boolean {
  return plan.checksum === planChecksum(plan);
}

function coveredOf(change: PlannedChange) {
  const { address, action, id, before, after, segmentIds, paths, steps, temporaryName } = change;
  const filling = describeFilling(change);
  // The members of a list change by the hour, and are no reason to review anew: that they are sent is
  // covered once for all lists.
  if (action === 'update' && paths.length === 0 && filling === null) return [];
  const filled = filling === null ? {} : { members: filling };
  const sent = { address, action, id, before, after, segmentIds, paths, steps, temporaryName };
  return [{ ...sent, ...filled }];
}

/** How a new list is filled, and what is allowed for it; how many there are is left out otherwise. */
function describeFilling({ action, members }: PlannedChange) {
  if (members === undefined) return null;
  const { mode, identifierType, column, format, send } = members;
  const { country, reading, exclude, consents, allowed } = members;
  if (action === 'update') return consents.length > 0 ? { consents, allowed } : null;
  return {
    mode,
    identifierType,
    column,
    format,
    send,
    country,
    reading,
    exclude,
    consents,
    allowed,
  };
}
