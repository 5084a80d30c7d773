import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import type { JsonType } from './read-fields.ts';
import { anyText } from './sample-values.ts';

/** What we send at one place of the bodies of a request. */
export interface SentField {
  readonly types: ReadonlySet<JsonType>;
  /** Texts that are meant as they are, such as those of a choice. */
  readonly values: ReadonlySet<string>;
}

/** The fields of bodies by their places, such as `data[].attributes.name`. */
export function sentFields(bodies: readonly JsonValue[]): ReadonlyMap<string, SentField> {
  const found = new Map<string, { types: Set<JsonType>; values: Set<string> }>();
  const walk = (value: JsonValue, path: string): void => {
    const field = found.get(path) ?? { types: new Set(), values: new Set() };
    found.set(path, field);
    field.types.add(typeOf(value));
    if (typeof value === 'string' && value !== anyText) field.values.add(value);
    for (const [key, member] of membersOf(value)) walk(member, `${path}${key}`);
  };
  for (const body of bodies) walk(body, '');
  // The body itself is called nothing, and its members begin without a point.
  return new Map([...found].map(([path, field]) => [path.replace(/^\./u, ''), field]));
}

function membersOf(value: JsonValue): readonly (readonly [string, JsonValue])[] {
  if (Array.isArray(value)) return value.map((item: JsonValue) => ['[]', item]);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).map(([key, member]) => [`.${key}`, member ?? null]);
}

function typeOf(value: JsonValue): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'string') return 'string';
  return typeof value === 'boolean' ? 'boolean' : 'object';
}
