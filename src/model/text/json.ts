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
    const members = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
    return `{${members.join(',')}}`;
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
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...object, [key]: value };
  const inner = object[key];
  return { ...object, [key]: withValueAt(isJsonObject(inner) ? inner : {}, rest.join('.'), value) };
}

/** A copy without the value at a dotted path; objects on the way stay, even when they become empty. */
export function withoutValueAt(object: JsonObject, path: string): JsonObject {
  const [key = '', ...rest] = path.split('.');
  const { [key]: inner, ...others } = object;
  if (rest.length === 0) return others;
  return isJsonObject(inner) ? { ...object, [key]: withoutValueAt(inner, rest.join('.')) } : object;
}
