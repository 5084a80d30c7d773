import { countOf } from '../../model/text/count-of.ts';
import type { PlannedChange } from '../../schema/generated/plan.ts';
import { readAddress } from './change-attributes.ts';

/** More ad sets than this are counted. */
const maxAdSets = 12;

/** Of retail media, where line items use audiences. */
export const useNotShown = 'Criteo does not say';

export function adSetsOf({ liveUse }: PlannedChange): readonly string[] {
  return liveUse.known ? (liveUse.adSetIds ?? []) : [];
}

/** Where the people of a change are used right now; null where there is nothing to say. */
export function describeLiveUse(change: PlannedChange): string | null {
  if (change.action === 'create') return null;
  if (!change.liveUse.known) {
    // Line items use audiences; a segment is seen through them.
    const { kind } = readAddress(change.address);
    return kind === 'audience' ? 'Criteo does not say which line items use it' : null;
  }
  const adSets = adSetsOf(change);
  if (adSets.length === 0) return 'no ad set';
  return listAdSets(adSets);
}

/** `2 ad sets: 51001, 51002`. */
export function listAdSets(adSets: readonly string[]): string {
  const hidden = adSets.length - maxAdSets;
  const shown = adSets.slice(0, maxAdSets).join(', ');
  return `${countOf(adSets.length, 'ad set')}: ${shown}${hidden > 0 ? `, … ${hidden} more` : ''}`;
}
