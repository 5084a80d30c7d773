import type { JsonObject } from '../../model/text/json.ts';
import { lookUp } from '../../model/text/look-up.ts';
import type { Verdict } from '../verdict.ts';
import { judgeSets } from './judge-sets.ts';
import { textAt } from './segment-rule.ts';

const visitors: Readonly<Record<string, readonly string[]>> = {
  All: ['buyers', 'non-buyers'],
  Buyers: ['buyers'],
  NonBuyers: ['non-buyers'],
};

/** Judges whom a retargeting segment takes of the visitors. */
export function judgeVisitors(before: JsonObject, after: JsonObject): Verdict {
  const [old, fresh] = [visitorsOf(before), visitorsOf(after)];
  return old && fresh ? judgeSets(new Set(old), new Set(fresh)) : 'unknown';
}

/** Whether one takes buyers alone and the other non-buyers alone. */
export function areOtherVisitors(a: JsonObject, b: JsonObject): boolean {
  const [one, other] = [visitorsOf(a), visitorsOf(b)];
  return one !== undefined && other !== undefined && !one.some((each) => other.includes(each));
}

/** The groups of visitors that it takes. */
export function visitorsOf(attributes: JsonObject): readonly string[] | undefined {
  return lookUp(visitors, textAt(attributes, 'retargeting.visitorsType') ?? '');
}
