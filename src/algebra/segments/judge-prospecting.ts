import type { JsonObject } from '../../model/text/json.ts';
import type { Verdict } from '../verdict.ts';
import { type Interval, judgeInterval } from './judge-interval.ts';
import { intervalAt, textAt } from './segment-rule.ts';

/**
 * Judges a prospecting segment: `Prospects` are people who never visited, and
 * `ProspectsOrNonBuyers` are those and the visitors who did not buy, limited to a window of days
 * since their last visit. The window has no meaning without non-buyers.
 */
export function judgeProspecting(before: JsonObject, after: JsonObject): Verdict {
  const [old, fresh] = [nonBuyers(before), nonBuyers(after)];
  if (old === 'unknown' || fresh === 'unknown') return 'unknown';
  if (old === 'none') return fresh === 'none' ? 'same' : 'wider';
  return fresh === 'none' ? 'narrower' : judgeInterval(old, fresh);
}

export function nonBuyers(attributes: JsonObject): Interval | 'none' | 'unknown' {
  const usersType = textAt(attributes, 'prospecting.usersType');
  if (usersType === 'Prospects') return 'none';
  if (usersType !== 'ProspectsOrNonBuyers') return 'unknown';
  return (
    intervalAt(
      attributes,
      'prospecting.daysSinceLastVisitMin',
      'prospecting.daysSinceLastVisitMax',
    ) ?? 'unknown'
  );
}
