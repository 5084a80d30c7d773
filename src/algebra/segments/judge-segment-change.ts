import {
  canonicalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '../../model/text/json.ts';
import { combineVerdicts, type Verdict } from '../verdict.ts';
import { commonSegmentRules } from './common-segment-rules.ts';
import type { SegmentRule } from './segment-rule.ts';

/** A segment before a change and after it, both in the manifest's words. */
export interface SegmentChange {
  /** The type of each side, such as `events`; null when it is not known. */
  readonly before: { readonly type: string | null; readonly attributes: JsonObject };
  readonly after: { readonly type: string | null; readonly attributes: JsonObject };
  /** Paths whose remote value cannot be read, and which are therefore left as they are. */
  readonly incomparable?: readonly string[];
}

export interface SegmentJudgement {
  readonly verdict: Verdict;
  /** One for each rule whose attributes changed. */
  readonly reasons: readonly AttributeJudgement[];
}

interface AttributeJudgement {
  readonly paths: readonly string[];
  readonly verdict: Verdict;
  /** Why, in words that follow the verdict. */
  readonly reason: string;
}

/**
 * Judges a change of a segment by the rules for its attributes, which people must all meet. The
 * members of a contact list are no part of it: a list whose definition stays is the same.
 * @param typeRules those of its type
 */
export function judgeSegmentChange(
  change: SegmentChange,
  typeRules: readonly SegmentRule[],
): SegmentJudgement {
  const { before, after } = change;
  if (before.type !== after.type) {
    const reason = 'a segment of another type selects people in another way';
    return { verdict: 'unknown', reasons: [{ paths: [], verdict: 'unknown', reason }] };
  }
  const reasons = [...judgeByRules(change, typeRules)];
  return { verdict: combineVerdicts(reasons.map(({ verdict }) => verdict)), reasons };
}

/** The reasons one by one, for those who may know enough after the first. */
export function* judgeByRules(
  change: SegmentChange,
  typeRules: readonly SegmentRule[],
): Generator<AttributeJudgement> {
  if (change.before.attributes === change.after.attributes) return;
  for (const rules of [commonSegmentRules, typeRules]) {
    for (const rule of rules) {
      const judgement = judgeByRule(rule, change);
      if (judgement !== null) yield judgement;
    }
  }
  const judgement = judgeUnruled(typeRules, change);
  if (judgement !== null) yield judgement;
}

function judgeByRule(rule: SegmentRule, change: SegmentChange): AttributeJudgement | null {
  const paths = changedPaths(rule.paths, change);
  if (paths.length === 0) return null;
  if (rule.paths.some((path) => change.incomparable?.includes(path))) {
    const reason = 'the API does not return what it depends on';
    return { paths, verdict: 'unknown', reason };
  }
  const verdict = rule.judge(change.before.attributes, change.after.attributes);
  return { paths, verdict, reason: rule.reason };
}

function judgeUnruled(
  typeRules: readonly SegmentRule[],
  change: SegmentChange,
): AttributeJudgement | null {
  const ruled = ruledPaths(typeRules);
  const unruled = new Set<string>();
  for (const { attributes } of [change.before, change.after]) {
    for (const path of listPaths(attributes)) if (!ruled.has(path)) unruled.add(path);
  }
  if (unruled.size === 0) return null;
  const paths = changedPaths([...unruled], change);
  const reason = 'it is not known how this attribute changes who is in the segment';
  return paths.length === 0 ? null : { paths, verdict: 'unknown', reason };
}

/** The paths that the rules of a type and the common ones are about; asked for each pair of segments. */
function ruledPaths(typeRules: readonly SegmentRule[]): ReadonlySet<string> {
  const known = ruledOf.get(typeRules);
  if (known !== undefined) return known;
  const ruled = new Set([...commonSegmentRules, ...typeRules].flatMap(({ paths }) => paths));
  ruledOf.set(typeRules, ruled);
  return ruled;
}

const ruledOf = new WeakMap<readonly SegmentRule[], ReadonlySet<string>>();

/** Of these paths the ones whose values differ, null, absent and empty being the same. */
function changedPaths(
  paths: readonly string[],
  { before, after, incomparable = [] }: SegmentChange,
): readonly string[] {
  return paths.filter(
    (path) =>
      !incomparable.includes(path) &&
      !isSameValue(valueAt(before.attributes, path), valueAt(after.attributes, path)),
  );
}

function isSameValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  const [one, other] = [isEmpty(a) ? null : a, isEmpty(b) ? null : b];
  if (one === other) return true;
  const areLists = typeof one === 'object' && typeof other === 'object';
  return areLists && canonicalJson(one) === canonicalJson(other);
}

function isEmpty(value: JsonValue | undefined): value is undefined | null | readonly [] {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** The paths that rules are about: top-level attributes, and those inside the type. */
function listPaths(attributes: JsonObject): readonly string[] {
  return Object.entries(attributes).flatMap(([key, value]) =>
    isJsonObject(value) ? Object.keys(value).map((inner) => `${key}.${inner}`) : [key],
  );
}
