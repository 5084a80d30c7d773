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
  const unread = [...a.incomparable, ...b.incomparable];
  const apart = rules.find(
    ({ exclusion }) =>
      exclusion &&
      !exclusion.paths.some((path) => unread.includes(path)) &&
      exclusion.holds(a.attributes, b.attributes),
  );
  if (apart?.exclusion) return { relation: 'excludes', reason: apart.exclusion.reason };
  if (unread.length > 0) return null;
  const found = compare(a, b, rules);
  return found && isRead(a, rules) && (a === b || isRead(b, rules)) ? found : null;
}

/** A value that a rule cannot read proves nothing, even where both sides have it. */
function isRead({ attributes }: SegmentDefinition, rules: readonly SegmentRule[]): boolean {
  return rules.every(({ judge }) => judge(attributes, attributes) === 'same');
}

function compare(
  a: SegmentDefinition,
  b: SegmentDefinition,
  rules: readonly SegmentRule[],
): Relationship | null {
  let verdict: Verdict = 'same';
  const [reasons, alike] = [new Set<string>(), new Set<string>()];
  for (const each of judgeByRules({ before: a, after: b }, rules)) {
    if (each.verdict === 'same') {
      // Of the type's own attributes: a name says nothing about who is in.
      if (each.paths.some((path) => path.includes('.'))) alike.add(each.reason);
      continue;
    }
    verdict = combineVerdicts([verdict, each.verdict]);
    if (verdict !== 'wider' && verdict !== 'narrower') return null;
    reasons.add(each.reason);
  }
  if (verdict === 'same') {
    const reason = alike.size === 0 ? 'they are defined alike' : [...alike].join('; ');
    return { relation: 'equal', reason };
  }
  return {
    relation: verdict === 'wider' ? 'within' : 'contains',
    reason: [...reasons].join('; '),
  };
}
