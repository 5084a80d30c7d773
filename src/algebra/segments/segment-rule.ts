import { type JsonObject, type JsonValue, valueAt } from '../../model/text/json.ts';
import type { Verdict } from '../verdict.ts';
import { type Interval, judgeInterval } from './judge-interval.ts';
import { type FilterPair, judgeFilter, judgeFilterPair } from './judge-sets.ts';

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
  /** What it reads. */
  readonly paths: readonly string[];
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

/** The members of the list at a path, or the one value in its place; none when it is not set, null when one is no text. */
export function membersAt(attributes: JsonObject, path: string): ReadonlySet<string> | null {
  const value: JsonValue = valueAt(attributes, path) ?? [];
  const members: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  const isReadable = members.every((each) => typeof each === 'string' || typeof each === 'number');
  return isReadable ? new Set(members.map(String)) : null;
}

/** One verdict on every change of an attribute. */
export function always(verdict: Verdict, path: string, reason: string): SegmentRule {
  const judge = (before: JsonObject, after: JsonObject) => (before === after ? 'same' : verdict);
  return { paths: [path], judge, reason };
}

/** A list that lets in people of any of its members, or a single value. */
export function filter(path: string, reason: string): SegmentRule {
  return {
    paths: [path],
    judge: (before, after) => {
      const [old, fresh] = [membersAt(before, path), membersAt(after, path)];
      return old && fresh ? judgeFilter(old, fresh) : 'unknown';
    },
    reason,
  };
}

/** Two such lists, of which both or either must match. */
export function pair(first: string, second: string): SegmentRule {
  const read = (attributes: JsonObject): FilterPair | null => {
    const [one, other] = [membersAt(attributes, first), membersAt(attributes, second)];
    return one && other && { first: one, second: other };
  };
  return {
    paths: [first, second],
    judge: (before, after) => {
      const [old, fresh] = [read(before), read(after)];
      return old && fresh ? judgeFilterPair(old, fresh) : 'unknown';
    },
    reason:
      'people with any listed ID are included, and an empty list does not filter; it is not documented whether both lists must match or one of them',
  };
}

/** Bounds on a number that is never negative. */
export function interval(min: string, max: string, reason: string): SegmentRule {
  return {
    paths: [min, max],
    judge: (before, after) => {
      const [old, fresh] = [intervalAt(before, min, max), intervalAt(after, min, max)];
      return old && fresh ? judgeInterval(old, fresh) : 'unknown';
    },
    reason,
  };
}

/** The bounds at two paths; null where one is neither a number nor left out. */
export function intervalAt(attributes: JsonObject, min: string, max: string): Interval | null {
  const isReadable = [min, max].every((path) => {
    const value = valueAt(attributes, path) ?? 0;
    return typeof value === 'number' && Number.isFinite(value);
  });
  return isReadable ? { min: numberAt(attributes, min), max: numberAt(attributes, max) } : null;
}
