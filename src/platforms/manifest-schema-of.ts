import { invariant } from '../diagnostics/diagnostic.ts';
import type { PlatformName } from '../model/entity.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/text/json.ts';

/** The part of the schema of manifests that each platform has. */
const definitions: Readonly<Record<PlatformName, string>> = {
  'retail-media': 'retailMediaManifest',
  'marketing-solutions': 'marketingSolutionsManifest',
  'commerce-grid': 'commerceGridManifest',
};

/**
 * The schema of one platform's manifests, for editors: they see the text as it is written, so that a variable may
 * stand for every value.
 *
 * @param schema of all platforms
 */
export function manifestSchemaOf(schema: JsonObject, platform: PlatformName): JsonObject {
  const { $schema, $id, title, $defs } = schema;
  const all = isJsonObject($defs) ? $defs : {};
  const root = definitions[platform];
  const definition = (name: string) => {
    const found = all[name];
    invariant(isJsonObject(found), `the schema of manifests has no ${name}`);
    return forEditor(found);
  };
  const used = usedBy(root, all);
  const own = Object.keys(all).filter((name) => name !== root && used.has(name));
  return {
    $schema,
    $id: `${$id}`.replace(/(?=\.schema\.json$)/u, `.${platform}`),
    ...definition(root),
    title,
    $defs: Object.fromEntries(own.map((name) => [name, definition(name)])),
  };
}

/** The definitions that one of them needs. */
function usedBy(root: string, all: JsonObject): ReadonlySet<string> {
  const used = new Set([root]);
  for (const name of used) {
    for (const [, next = ''] of JSON.stringify(all[name]).matchAll(/"#\/\$defs\/(\w+)"/gu)) {
      used.add(next);
    }
  }
  return used;
}

/** Keywords whose value is a schema, schemas in a list, or schemas by name. A condition needs the value itself. */
const within: ReadonlySet<string> = new Set(['items', 'additionalProperties', 'then', 'else']);
const listed: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf']);
const named: ReadonlySet<string> = new Set(['properties', 'patternProperties']);

function forEditor(schema: JsonObject): JsonObject {
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, forEditorIn(key, value)]),
  );
  return takesVariable(schema) ? offerInEmpty(inner) : orVariable(inner);
}

function forEditorIn(key: string, value: JsonValue | undefined): JsonValue | undefined {
  const change = (each: JsonValue) => (isJsonObject(each) ? forEditor(each) : each);
  if (within.has(key) && isJsonObject(value)) return forEditor(value);
  if (listed.has(key) && Array.isArray(value)) return value.map(change);
  if (!named.has(key) || !isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, each === undefined ? each : change(each)]),
  );
}

const scalars: ReadonlySet<JsonValue> = new Set(['string', 'integer', 'number', 'boolean']);

function takesVariable({ type = 'string', enum: values, pattern }: JsonObject): boolean {
  if (values !== undefined) return false;
  const types: readonly JsonValue[] = [type].flat();
  if (!types.some((each) => scalars.has(each))) return true;
  const isFree = typeof pattern !== 'string' || new RegExp(pattern, 'u').test('${var.name}');
  return types.includes('string') && isFree;
}

function orVariable({ title, description, ...rest }: JsonObject): JsonObject {
  return { title, description, anyOf: [rest, { type: 'string', pattern: '\\$\\{var\\.' }] };
}

/** The YAML language server counts the key that is not typed yet, and offers none where only one may be. */
function offerInEmpty({ maxProperties, allOf = [], ...rest }: JsonObject): JsonObject {
  const all = [...[allOf].flat(), ...(maxProperties === undefined ? [] : [{ maxProperties }])];
  return all.length === 0 ? rest : { ...rest, allOf: all };
}
