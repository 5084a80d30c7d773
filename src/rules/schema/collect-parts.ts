import { nearest } from '../../model/name.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/text/json.ts';
import { quote } from '../../model/text/quote.ts';
import { checkValue } from './check-value.ts';
import { partners, refusedKeywords, type Shape, shapeOf } from './schema-keywords.ts';
import type { SchemaProblem } from './schema-problem.ts';

type SchemaPath = readonly (string | number)[];

/** A schema inside a schema, or the whole. */
export interface SchemaPart {
  readonly path: SchemaPath;
  readonly schema: JsonObject | boolean;
  /** Those directly inside it. */
  readonly inner: readonly SchemaPart[];
}

/** More parts than any rule has: compiling them takes time. */
const maxParts = 1000;
const maxDepth = 60;

export interface Collected {
  /** In the order of the schema, the whole first. */
  readonly parts: readonly SchemaPart[];
  readonly problems: readonly SchemaProblem[];
}

/** Goes through a schema, and finds what is wrong with each keyword by itself. */
export function collectParts(schema: JsonValue): Collected {
  if (isTooDeep(schema)) {
    const message = 'the schema is nested too deeply';
    const hint = `Use at most ${maxDepth} levels, or $defs and $ref.`;
    return { parts: [], problems: [{ path: [], message, hint }] };
  }
  const parts: SchemaPart[] = [];
  const problems: SchemaProblem[] = [];
  const visit = (value: JsonValue, path: SchemaPath): SchemaPart | null => {
    if (typeof value !== 'boolean' && !isJsonObject(value)) {
      const message = 'a schema must be a map of keywords, true or false';
      problems.push({ path, message, hint: hintForSchema(value, path) });
      return null;
    }
    const inner: SchemaPart[] = [];
    const part = { path, schema: value, inner };
    parts.push(part);
    if (parts.length > maxParts || typeof value === 'boolean') return part;
    problems.push(...checkKeywords(value).map((each) => below(path, each)));
    for (const [keyword, child, at] of subschemas(value)) {
      if (parts.length > maxParts) break;
      const found = visit(child, [...path, keyword, ...at]);
      if (found !== null) inner.push(found);
    }
    return part;
  };
  visit(schema, []);
  if (parts.length <= maxParts) return { parts, problems };
  const message = `the schema has more than ${maxParts} schemas inside it`;
  return { parts: [], problems: [{ path: [], message, hint: 'Make several rules of it.' }] };
}

function below(path: SchemaPath, problem: SchemaProblem): SchemaProblem {
  return { ...problem, path: [...path, ...problem.path] };
}

function hintForSchema(value: JsonValue, path: SchemaPath): string {
  const key = path.at(-1);
  return typeof value === 'string' && typeof key === 'string'
    ? `Write what must hold of it, such as { const: ${value} }.`
    : 'Write keywords such as type, required and properties.';
}

function checkKeywords(schema: JsonObject): readonly SchemaProblem[] {
  return Object.entries(schema).flatMap(([keyword, value = null]) => {
    const shape = shapeOf.get(keyword);
    if (shape === undefined) return [explainUnknown(keyword, value)];
    const wrong = checkValue(keyword, shape, value);
    if (wrong.length > 0) return wrong;
    const needed = partners.get(keyword) ?? [];
    if (needed.length === 0 || needed.some((each) => schema[each] !== undefined)) return [];
    const names = needed.join(' or ');
    const message = `${keyword} means nothing without ${names}`;
    return [
      { path: [keyword], part: 'key', message, hint: `Add ${names} beside it, or remove it.` },
    ];
  });
}

function explainUnknown(keyword: string, value: JsonValue): SchemaProblem {
  const place = { path: [keyword], part: 'key' } as const;
  const refused = refusedKeywords.get(keyword);
  if (refused !== undefined) {
    return { ...place, message: `${keyword} cannot be used in a rule`, hint: refused };
  }
  const message = `${quote(keyword)} is not a keyword of JSON Schema 2020-12`;
  const [near] = nearest(keyword, shapeOf.keys());
  if (near !== undefined) return { ...place, message, hint: `Did you mean ${near}?` };
  const hint =
    isJsonObject(value) || typeof value === 'boolean'
      ? 'Put what must hold of a key below properties.'
      : 'Remove it. A constant value is written { const: VALUE }, below properties.';
  return { ...place, message, hint };
}

/** The subschemas of one, with the keyword and the steps below it. */
function subschemas(schema: JsonObject): readonly (readonly [string, JsonValue, SchemaPath])[] {
  return Object.entries(schema).flatMap(([keyword, value = null]) =>
    childrenOf(value, shapeOf.get(keyword)).map(
      ([child, at]): readonly [string, JsonValue, SchemaPath] => [keyword, child, at],
    ),
  );
}

function childrenOf(
  value: JsonValue,
  shape: Shape | undefined,
): readonly (readonly [JsonValue, SchemaPath])[] {
  if (shape === 'schema') return Array.isArray(value) ? [] : [[value, []]];
  if (shape === 'schemas' && Array.isArray(value)) {
    return value.map((child: JsonValue, index) => [child, [index]]);
  }
  if (shape === 'map of schemas' && isJsonObject(value)) {
    return Object.entries(value).map(([name, child = null]) => [child, [name]]);
  }
  return [];
}

/** Without a call for each level, since it may have any number of them. */
function isTooDeep(schema: JsonValue): boolean {
  let level: readonly JsonValue[] = [schema];
  // A subschema takes two levels: a keyword, and a name or a position.
  for (let depth = 0; depth <= 2 * maxDepth; depth += 1) {
    level = level
      .flatMap((value) => (isContainer(value) ? Object.values(value) : []))
      .filter((value) => value !== undefined);
    if (level.length === 0) return false;
  }
  return true;
}

function isContainer(value: JsonValue | undefined): value is JsonObject | readonly JsonValue[] {
  return typeof value === 'object' && value !== null;
}
