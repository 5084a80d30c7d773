import { type JsonObject, type JsonValue, valueAt } from '../../model/text/json.ts';
import type { Verdict } from '../verdict.ts';

/** What a change of some attributes of a segment does to the people in it, and why. */
export interface SegmentRule {
  /** Dotted paths of the attributes that are judged together, such as `events.minPrice`. */
  readonly paths: readonly string[];
  readonly judge: (before: JsonObject, after: JsonObject) => Verdict;
  /** Why the verdict holds, in words that follow it: no capital, no full stop. */
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
