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
  const [old, fresh] = [before, after].map((attributes) =>
    lookUp(visitors, textAt(attributes, 'retargeting.visitorsType') ?? ''),
  );
  return old && fresh ? judgeSets(new Set(old), new Set(fresh)) : 'unknown';
}
