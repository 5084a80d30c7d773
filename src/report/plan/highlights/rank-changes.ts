import { compareText } from '../../../diagnostics/diagnostic.ts';
import type { PlanDocument, PlannedChange } from '../../../schema/generated/plan.ts';
import { adSetsOf } from '../../change/describe-live-use.ts';
import { losesMembers } from '../../change/describe-undo.ts';

/** The changes with the riskiest first; of equal risk, by address. */
export function rankChanges(
  plan: Pick<PlanDocument, 'changes' | 'refusals'>,
): readonly PlannedChange[] {
  const refused = new Set(plan.refusals.map(({ address }) => address));
  return plan.changes
    .map((change) => ({ change, risk: riskOf(change, refused.has(change.address)) }))
    .sort((a, b) => b.risk - a.risk || compareText(a.change.address, b.change.address))
    .map(({ change }) => change);
}

/** Higher is riskier: what campaigns feel at once, then what cannot be undone. */
function riskOf(change: PlannedChange, isRefused: boolean): number {
  const movesPeople = change.reach !== undefined && change.reach.verdict !== 'same';
  if (isRefused) return 8;
  if (adSetsOf(change).length > 0 && movesPeople) return 7;
  if (losesMembers(change)) return 6;
  if (change.action === 'replace') return 5;
  if (change.action === 'delete') return 4;
  if (change.origin === 'conflict' || change.origin === 'drift') return 3;
  if (change.action === 'create') return 0;
  return movesPeople ? 2 : 1;
}
