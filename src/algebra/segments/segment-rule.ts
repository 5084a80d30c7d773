import { type JsonObject, type JsonValue, valueAt } from '../../model/text/json.ts';
import type { Verdict } from '../verdict.ts';
import { type Interval, judgeInterval } from './judge-interval.ts';
import { judgeFilter, judgeFilterPair } from './judge-sets.ts';

/** What a change of some attributes of a segment does to the people in it, and why. */
export interface SegmentRule {
  /** Dotted paths of the attributes that are judged together, such as `events.minPrice`. */
  readonly paths: readonly string[];
  readonly judge: (before: JsonObject, after: JsonObject) => Verdict;
  /** Why the verdict holds, in words that follow it: no capital, no full stop. */
  readonly reason: string;
  /** Only for attributes of the people themselves, of which each person has one value. */
  readonly exclusion?: Exclusion;
}

/** What makes it certain that no person is in two segments. */
interface Exclusion {
  readonly holds: (a: JsonObject, b: JsonObject) => boolean;
  /** As the reason of a rule. */
  readonly reason: string;
}

/** The text at a path; null when it is anything else or not set. */
export function textAt(attributes: JsonObject, path: string): string | null {
  const value = valueAt(attributes, path);
  return typeof value === 'string' ? value : null;
}

/** The number at a path; null when it is anything else or not set. */
export function numberAt(attributes: JsonObject, path: string): number | null {
  const value = valueAt(attributes, path);
  return typeof value === 'number' ? value : null;
}

/** The members of the list at a path, or the one value in its place; none when it is not set. */
export function membersAt(attributes: JsonObject, path: string): ReadonlySet<string> {
  const value: JsonValue = valueAt(attributes, path) ?? [];
  const members: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  return new Set(members.map(String));
}

/** One verdict on every change of an attribute. */
export function always(verdict: Verdict, path: string, reason: string): SegmentRule {
  return { paths: [path], judge: () => verdict, reason };
}

/** A list that lets in people of any of its members, or a single value. */
export function filter(path: string, reason: string): SegmentRule {
  return {
    paths: [path],
    judge: (before, after) => judgeFilter(membersAt(before, path), membersAt(after, path)),
    reason,
  };
}

/** Two such lists, of which both or either must match. */
export function pair(first: string, second: string): SegmentRule {
  const read = (attributes: JsonObject) => ({
    first: membersAt(attributes, first),
    second: membersAt(attributes, second),
  });
  return {
    paths: [first, second],
    judge: (before, after) => judgeFilterPair(read(before), read(after)),
    reason:
      'people of any listed ID are in, and an empty list does not filter; it is not documented whether both lists must match or one of them',
  };
}

/** Bounds on a number that is never negative. */
export function interval(min: string, max: string, reason: string): SegmentRule {
  return {
    paths: [min, max],
    judge: (before, after) =>
      judgeInterval(intervalAt(before, min, max), intervalAt(after, min, max)),
    reason,
  };
}

/** The bounds at two paths. */
export function intervalAt(attributes: JsonObject, min: string, max: string): Interval {
  return { min: numberAt(attributes, min), max: numberAt(attributes, max) };
}
