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
  const dot = path.indexOf('.');
  if (dot === -1) return lookUp(object, path);
  const inner = lookUp(object, path.slice(0, dot));
  return isJsonObject(inner) ? valueAt(inner, path.slice(dot + 1)) : undefined;
}

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
    const dot = path.indexOf('.');
    if (dot === -1) {
      own.delete(path);
      object[path] = value;
      return;
    }
    const [key, rest] = [path.slice(0, dot), path.slice(dot + 1)];
    const made = own.get(key) ?? open(key);
    if (rest.includes('.')) Object.assign(made, withValueAt(made, rest, value));
    else made[rest] = value;
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
