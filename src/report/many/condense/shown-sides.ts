/** The two sides of a change without what a reader does not read of them. */
import { canonicalJson, isJsonObject, type JsonObject } from '../../../model/text/json.ts';
import { pathBeside, platforms } from '../../../platforms/platform-named.ts';
import type { PlannedChange } from '../../../schema/generated/plan.ts';
import { afterOf, beforeOf } from '../../change/change-attributes.ts';

interface Sides {
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
}

/** Shown although they stay as they are: the algebra in full, the seed by its name, the owner as a filter. */
const alwaysShown: ReadonlySet<string> = new Set([
  'algebra',
  'lookalike.seedSegment',
  'lookalike.seedSegmentId',
  ...platforms.map(({ ownerAttribute }) => ownerAttribute),
]);

/** Of what exists before and after, an attribute that stays as it is is not shown: in each account it may be another. */
export function shownSides(change: PlannedChange): Sides {
  const [before, after] = [beforeOf(change), afterOf(change)];
  if (before === null || after === null) return { before, after };
  const differing = differingPaths(before, after, '');
  const shown = new Set([...differing, ...differing.flatMap((path) => pathBeside(path) ?? [])]);
  return { before: only(before, shown, ''), after: only(after, shown, '') };
}

function differingPaths(before: JsonObject, after: JsonObject, prefix: string): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const [was, will] = [before[key], after[key]];
    if (isJsonObject(was) && isJsonObject(will))
      return differingPaths(was, will, `${prefix}${key}.`);
    return canonicalJson(was ?? null) === canonicalJson(will ?? null) ? [] : [prefix + key];
  });
}

/** Objects stay, for they say of which type a segment is. */
function only(side: JsonObject, shown: ReadonlySet<string>, prefix: string): JsonObject {
  const kept = Object.entries(side).flatMap(([key, value]): [string, JsonObject[string]][] => {
    const path = prefix + key;
    if (shown.has(path) || alwaysShown.has(path)) return [[key, value]];
    return isJsonObject(value) ? [[key, only(value, shown, `${path}.`)]] : [];
  });
  return Object.fromEntries(kept);
}
