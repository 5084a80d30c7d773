/** Hints for commas between braces that were meant to be part of a value: there they begin another key. */
import { isJsonObject, type JsonValue } from '../model/text/json.ts';
import type { LocatedValue } from '../yaml-source/findings/explain-violations.ts';
import type { Path } from '../yaml-source/findings/schema-finding.ts';

/** A map that a person writes in one line has no more keys. */
const mostKeys = 40;

/** For a key, or a key of digits behind it, as in `{ minPrice: 49,90 }` and `{ categoryIds: 1, 2 }`. */
export function hintForCommas(
  { path, key }: { readonly path: Path; readonly key: string },
  document: LocatedValue,
): string | null {
  const map = valueAtPath(document.value, path);
  if (!isJsonObject(map)) return null;
  const isRest = (each: string) => /^\d+$/u.test(each) && map[each] === null;
  const all = Object.keys(map);
  if (all.length > mostKeys || !all.some(isRest)) return null;
  // A map has its keys of digits first, wherever they are written.
  const keys = all.toSorted(
    (a, b) => placeOf(document, [...path, a]) - placeOf(document, [...path, b]),
  );
  const from = keys.slice(0, keys.indexOf(key) + 1).findLastIndex((each) => !isRest(each));
  const owner = keys[from];
  if (owner === undefined) return null;
  const end = keys.findIndex((each, at) => at > from && !isRest(each));
  const rest = keys.slice(from + 1, end === -1 ? keys.length : end);
  const value = map[owner];
  const first = document.written([...path, owner]) ?? String(value);
  if (rest.length === 0 || !/^\d+$/u.test(first)) return null;
  const [cents = ''] = rest;
  if (typeof value === 'number' && rest.length === 1 && !/^\d{3}$/u.test(cents)) {
    return `Write a point instead of the comma: ${owner}: ${first}.${cents}.`;
  }
  return typeof value === 'string'
    ? `Put the list in brackets: ${owner}: [${[first, ...rest].join(', ')}].`
    : `Write the number of ${owner} without a comma.`;
}

function placeOf(document: LocatedValue, path: Path): number {
  const { line, column } = document.locate(path, 'key');
  return line * 1_000_000 + column;
}

export function valueAtPath(
  root: JsonValue,
  path: readonly (string | number)[],
): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isJsonObject(value) ? value[String(step)] : undefined;
  }
  return value;
}
