/** JSON as it comes from files and the network, before anyone has checked what it holds. */

import { lookUp } from './look-up.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys sorted by code unit at every level, `undefined` left out: equal values give equal bytes. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isJsonObject(value)) {
    let members = '';
    for (const key of Object.keys(value).sort()) {
      const inner = value[key];
      if (inner === undefined) continue;
      members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(inner)}`;
    }
    return `{${members}}`;
  }
  return JSON.stringify(value ?? null);
}

/** The value at a dotted path such as `events.minPrice`, or `undefined`. */
export function valueAt(object: JsonObject, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = object;
  for (const key of keysOf(path)) {
    if (!isJsonObject(value)) return undefined;
    value = lookUp(value, key);
  }
  return value;
}

/** The keys of a path. Those of rules are asked for at every entity, and V8 is slow to look up a text that was just cut. */
function keysOf(path: string): readonly string[] {
  const known = keysOfPaths.get(path);
  if (known !== undefined) return known;
  const keys = path.split('.');
  if (keysOfPaths.size < mostKept) keysOfPaths.set(path, keys);
  return keys;
}

const keysOfPaths = new Map<string, readonly string[]>();

/** Rules have a hundred paths; others may come from manifests, any number of them. */
const mostKept = 1_000;

/** A copy of the object with a value put at a dotted path; the objects on the way are made. */
export function withValueAt(object: JsonObject, path: string, value: JsonValue): JsonObject {
  const dot = path.indexOf('.');
  if (dot === -1) return { ...object, [path]: value };
  const [key, rest] = [path.slice(0, dot), path.slice(dot + 1)];
  const inner = object[key];
  return { ...object, [key]: withValueAt(isJsonObject(inner) ? inner : {}, rest, value) };
}

export interface ObjectBuilder {
  readonly object: JsonObject;
  /** As `withValueAt`, without a copy for each value. */
  readonly put: (path: string, value: JsonValue) => void;
}

/** An object that grows value by value. @param inner keys of objects that are there even if nothing is put in them. */
export function buildObject(...inner: readonly string[]): ObjectBuilder {
  const object: { [key: string]: JsonValue } = {};
  // Only objects that were made here may be written to.
  const own = new Map<string, { [key: string]: JsonValue | undefined }>();
  const open = (key: string) => {
    const given = object[key];
    const made: { [key: string]: JsonValue | undefined } = isJsonObject(given) ? { ...given } : {};
    own.set(key, made);
    object[key] = made;
    return made;
  };
  for (const key of inner) open(key);
  const put: ObjectBuilder['put'] = (path, value) => {
    const [key = path, last, ...more] = keysOf(path);
    if (last === undefined) {
      own.delete(path);
      object[path] = value;
      return;
    }
    const made = own.get(key) ?? open(key);
    if (more.length === 0) made[last] = value;
    else Object.assign(made, withValueAt(made, [last, ...more].join('.'), value));
  };
  return { object, put };
}

/** A copy without the value at a dotted path; objects on the way stay, even when they become empty. */
export function withoutValueAt(object: JsonObject, path: string): JsonObject {
  const dot = path.indexOf('.');
  if (dot === -1) {
    const { [path]: _, ...others } = object;
    return others;
  }
  const key = path.slice(0, dot);
  const inner = object[key];
  if (!isJsonObject(inner)) return object;
  return { ...object, [key]: withoutValueAt(inner, path.slice(dot + 1)) };
}
