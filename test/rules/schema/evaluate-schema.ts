/** JSON Schema 2020-12 as its specification reads, for the keywords that the property draws. */

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Schema = boolean | { readonly [keyword: string]: unknown };

/** @param whole the schema whose `$defs` are referred to */
export function isValidFor(schema: Schema, value: Json, whole: Schema = schema): boolean {
  if (typeof schema === 'boolean') return schema;
  const inner = (child: unknown, at: Json) => isValidFor(child as Schema, at, whole);
  return [
    ...inPlace({ schema, value, inner }, whole),
    ...(Array.isArray(value) ? ofItems(schema, value, inner) : []),
    ...(isMap(value) ? ofKeys(schema, value, inner) : []),
    holds(schema, value),
  ].every((each) => each);
}

interface Here {
  readonly schema: { readonly [keyword: string]: unknown };
  readonly value: Json;
  readonly inner: (child: unknown, value: Json) => boolean;
}

function inPlace({ schema, value, inner }: Here, whole: Schema): readonly boolean[] {
  const list = (keyword: string) =>
    ((schema[keyword] ?? []) as readonly unknown[]).map((child) => inner(child, value));
  const passing = (keyword: string) => list(keyword).filter((each) => each).length;
  const results = [...list('allOf')];
  if (schema['anyOf'] !== undefined) results.push(passing('anyOf') > 0);
  if (schema['oneOf'] !== undefined) results.push(passing('oneOf') === 1);
  if (schema['not'] !== undefined) results.push(!inner(schema['not'], value));
  if (schema['if'] !== undefined) {
    const branch = schema[inner(schema['if'], value) ? 'then' : 'else'];
    if (branch !== undefined) results.push(inner(branch, value));
  }
  if (schema['$ref'] !== undefined) {
    const name = String(schema['$ref']).replace('#/$defs/', '');
    const target = name === '#' ? whole : (whole as { $defs: Record<string, Schema> }).$defs[name];
    results.push(inner(target, value));
  }
  return results;
}

function ofItems(
  schema: Here['schema'],
  items: readonly Json[],
  inner: Here['inner'],
): readonly boolean[] {
  const first = (schema['prefixItems'] ?? []) as readonly unknown[];
  const results = items.flatMap((item, index) => {
    if (index < first.length) return inner(first[index], item);
    return schema['items'] === undefined ? [] : inner(schema['items'], item);
  });
  if (schema['contains'] === undefined) return results;
  const fitting = items.filter((item) => inner(schema['contains'], item)).length;
  const [least, most] = [schema['minContains'] ?? 1, schema['maxContains'] ?? Infinity];
  return [...results, fitting >= Number(least) && fitting <= Number(most)];
}

function ofKeys(
  schema: Here['schema'],
  value: { readonly [key: string]: Json },
  inner: Here['inner'],
): readonly boolean[] {
  const entries = (keyword: string) => Object.entries((schema[keyword] ?? {}) as object);
  const results: boolean[] = [];
  const keys = new Set<string>();
  const look = (child: unknown, key: string) => {
    keys.add(key);
    results.push(inner(child, at(value, key)));
  };
  for (const [key, child] of entries('properties')) if (Object.hasOwn(value, key)) look(child, key);
  for (const [pattern, child] of entries('patternProperties')) {
    for (const key of Object.keys(value)) if (new RegExp(pattern, 'u').test(key)) look(child, key);
  }
  const rest = Object.keys(value).filter((key) => !keys.has(key));
  if (schema['additionalProperties'] !== undefined) {
    for (const key of rest) look(schema['additionalProperties'], key);
  }
  for (const [key, child] of entries('dependentSchemas')) {
    if (Object.hasOwn(value, key)) results.push(inner(child, value));
  }
  if (schema['propertyNames'] !== undefined) {
    for (const key of Object.keys(value)) results.push(inner(schema['propertyNames'], key));
  }
  return results;
}

function holds(schema: Here['schema'], value: Json): boolean {
  return Object.entries(schema).every(
    ([keyword, wanted]) => asserts[keyword]?.(wanted as never, value) ?? true,
  );
}

const asserts: Readonly<Record<string, (wanted: never, value: Json) => boolean>> = {
  type: (wanted: string | readonly string[], value) =>
    [wanted].flat().some((type) => isOf(type, value)),
  const: (wanted: Json, value) => isSame(wanted, value),
  enum: (wanted: readonly Json[], value) => wanted.some((each) => isSame(each, value)),
  minimum: (wanted: number, value) => typeof value !== 'number' || value >= wanted,
  exclusiveMinimum: (wanted: number, value) => typeof value !== 'number' || value > wanted,
  maximum: (wanted: number, value) => typeof value !== 'number' || value <= wanted,
  exclusiveMaximum: (wanted: number, value) => typeof value !== 'number' || value < wanted,
  multipleOf: (wanted: number, value) => typeof value !== 'number' || value % wanted === 0,
  minLength: (wanted: number, value) => typeof value !== 'string' || [...value].length >= wanted,
  maxLength: (wanted: number, value) => typeof value !== 'string' || [...value].length <= wanted,
  pattern: (wanted: string, value) =>
    typeof value !== 'string' || new RegExp(wanted, 'u').test(value),
  minItems: (wanted: number, value) => !Array.isArray(value) || value.length >= wanted,
  maxItems: (wanted: number, value) => !Array.isArray(value) || value.length <= wanted,
  uniqueItems: (wanted: boolean, value) =>
    !wanted ||
    !Array.isArray(value) ||
    value.every((one, index) =>
      value.every((other, later) => later <= index || !isSame(one, other)),
    ),
  minProperties: (wanted: number, value) => !isMap(value) || Object.keys(value).length >= wanted,
  maxProperties: (wanted: number, value) => !isMap(value) || Object.keys(value).length <= wanted,
  required: (wanted: readonly string[], value) =>
    !isMap(value) || wanted.every((key) => Object.hasOwn(value, key)),
  dependentRequired: (wanted: Readonly<Record<string, readonly string[]>>, value) =>
    !isMap(value) ||
    Object.entries(wanted).every(
      ([key, others]) =>
        !Object.hasOwn(value, key) || others.every((other) => Object.hasOwn(value, other)),
    ),
};

function isOf(type: string, value: Json): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isMap(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function isSame(one: Json, other: Json): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  }
  if (!isMap(one) || !isMap(other)) return one === other;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(at(one, key), at(other, key)))
  );
}

function isMap(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(value: { readonly [key: string]: Json }, key: string): Json {
  return value[key] ?? null;
}
