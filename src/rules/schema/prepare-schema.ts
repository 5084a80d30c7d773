import { isJsonObject, type JsonObject, type JsonValue } from '../../model/text/json.ts';
import type { SchemaPart } from './collect-parts.ts';
import { type Shape, shapeOf } from './schema-keywords.ts';

/** What a part costs each time it is held against a value; added to each. */
export const stepsKeyword = 'steps';

/** Without it, ajv lets an empty list pass in a loop in which an earlier list has passed. */
export const anyNumber: number = Number.MAX_SAFE_INTEGER;

/** They demand nothing. Definitions come back under other names where a $ref leads to them. */
const leftOut = new Set([
  ...['$schema', '$comment', '$defs', 'title', 'description', 'default', 'examples', 'format'],
  ...['deprecated', 'readOnly', 'writeOnly'],
  ...['contentEncoding', 'contentMediaType', 'contentSchema'],
]);

/**
 * A sound schema for ajv: only what demands something, each part with its cost, and each $ref by a name
 * of ours, so that nothing depends on how ajv reads addresses.
 */
export function prepareSchema(
  whole: SchemaPart,
  targets: ReadonlyMap<SchemaPart, SchemaPart>,
): JsonObject {
  const referred = [...new Set([whole, ...targets.values()])];
  const names = new Map(referred.map((target, index) => [target, `#/$defs/${index}`]));
  const copy = (part: SchemaPart): JsonObject | boolean => {
    const { schema } = part;
    if (typeof schema === 'boolean') return schema;
    const target = targets.get(part);
    const inner = part.inner.map(copy).values();
    const entries = Object.entries(schema).map(([keyword, value = null]): [string, JsonValue] => [
      keyword,
      keyword === '$ref' && target
        ? (names.get(target) ?? null)
        : copyValue(value, shapeOf.get(keyword), inner),
    ]);
    return {
      ...('contains' in schema ? { maxContains: anyNumber } : {}),
      ...Object.fromEntries(entries.filter(([keyword]) => !leftOut.has(keyword))),
      [stepsKeyword]: costOf(schema),
    };
  };
  return {
    $ref: '#/$defs/0',
    $defs: Object.fromEntries(referred.map((part, index) => [index, copy(part)])),
  };
}

/** With the copies of the parts inside it, which come in the order of the schema. */
function copyValue(
  value: JsonValue,
  shape: Shape | undefined,
  inner: Iterator<JsonObject | boolean>,
): JsonValue {
  const next = () => inner.next().value ?? true;
  if (shape === 'schema') return next();
  if (shape === 'schemas' && Array.isArray(value)) return value.map(next);
  if (shape === 'map of schemas' && isJsonObject(value)) {
    return Object.fromEntries(Object.keys(value).map((name) => [name, next()]));
  }
  return value;
}

/** A step, and one for each ten entries of its keywords, such as `required`. */
function costOf(schema: JsonObject): number {
  const entries = Object.values(schema).reduce<number>(
    (sum, value) =>
      sum + (typeof value === 'object' && value !== null ? Object.keys(value).length : 0),
    0,
  );
  return 1 + Math.floor(entries / 10);
}
