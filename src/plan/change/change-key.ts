import type { PlannedChange } from '../../schema/generated/plan.ts';
import type { Change } from './change.ts';

/**
 * Distinguishes a change of a plan from all others. An address does not: twins with different IDs share
 * one, and one may be deleted and created again by the same plan.
 */
export function changeKey(
  change: Change | Pick<PlannedChange, 'address' | 'action' | 'id'>,
): string {
  return `${change.action} ${idOf(change) ?? 'new'} ${change.address}`;
}

function idOf(change: Change | Pick<PlannedChange, 'id'>): string | null {
  if ('id' in change) return change.id;
  return change.action === 'create' ? null : change.remote.id;
}
