import type { JsonObject } from '../../model/text/json.ts';
import { combineVerdicts, type Verdict } from '../verdict.ts';
import { judgeByRules } from './judge-segment-change.ts';
import type { SegmentRule } from './segment-rule.ts';

/** All that says who is in a segment, in the manifest's words. */
export interface SegmentDefinition {
  readonly type: string;
  readonly ownerId: string;
  readonly attributes: JsonObject;
  /** Paths whose remote value cannot be read. */
  readonly incomparable: readonly string[];
}

/** What is certain of the people of one segment and those of another. */
export interface Relationship {
  /** Everyone in the first is in the second, or the other way round; the same people; no one is in both. */
  readonly relation: 'within' | 'contains' | 'equal' | 'excludes';
  /** Why, in words that follow it. */
  readonly reason: string;
}

/**
 * Compares two segments of one type as if one were changed into the other, so that a rule says the same of both.
 * @param rules those of their type, where the attributes alone say who is in
 */
export function relateSegments(
  a: SegmentDefinition,
  b: SegmentDefinition,
  rules: readonly SegmentRule[],
): Relationship | null {
  if (a.ownerId !== b.ownerId) return null;
  const unread = new Set([...a.incomparable, ...b.incomparable]);
  const apart = rules.find(
    ({ paths, exclusion }) =>
      !paths.some((path) => unread.has(path)) && exclusion?.holds(a.attributes, b.attributes),
  );
  if (apart?.exclusion) return { relation: 'excludes', reason: apart.exclusion.reason };
  if (unread.size > 0) return null;
  let verdict: Verdict = 'same';
  const reasons = new Set<string>();
  for (const each of judgeByRules({ before: a, after: b }, rules)) {
    if (each.verdict === 'same') continue;
    verdict = combineVerdicts([verdict, each.verdict]);
    if (verdict !== 'wider' && verdict !== 'narrower') return null;
    reasons.add(each.reason);
  }
  if (verdict === 'same') return { relation: 'equal', reason: 'they are defined alike' };
  return {
    relation: verdict === 'wider' ? 'within' : 'contains',
    reason: [...reasons].join('; '),
  };
}
