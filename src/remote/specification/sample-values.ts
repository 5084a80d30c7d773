/** Values that stand for all that manifests may hold in an attribute, by the manifests' own schema. */
import { invariant } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../model/entity.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/text/json.ts';
import { lookUp } from '../../model/text/look-up.ts';
import type { Platform } from '../../platforms/platform.ts';

/** Stands for any text and any ID; every other text is meant as it is. */
export const anyText = '1';

/** One for each of the values of a choice, or one of the form where all values will do. */
export function sampleValues(
  manifestSchema: JsonObject,
  platform: Platform,
  kind: Kind,
  path: string,
): readonly JsonValue[] {
  const own = `${platform.name}-${kind}`.replaceAll(/-(.)/gu, (_, letter: string) =>
    letter.toUpperCase(),
  );
  const definitions = objectOf(manifestSchema['$defs']);
  let node = resolve(definitions, definitions[own]);
  for (const key of path.split('.')) {
    node = resolve(definitions, lookUp(objectOf(node['properties']), key));
  }
  const values = valuesOf(definitions, node);
  invariant(values.length > 0, `the schema of manifests has no ${path}`);
  return values;
}

function valuesOf(definitions: JsonObject, schema: JsonValue | undefined): readonly JsonValue[] {
  const node = resolve(definitions, schema);
  const choices = listOf(node['enum']).filter((value) => value !== null);
  if (choices.length > 0) return choices;
  const types = [node['type'] ?? []].flat();
  if (types.includes('string')) return [anyText];
  if (types.includes('array')) return valuesOf(definitions, node['items']).map((item) => [item]);
  if (types.includes('object')) {
    const members = Object.entries(objectOf(node['properties'])).map(([key, each]) => [
      key,
      valuesOf(definitions, each)[0],
    ]);
    return [Object.fromEntries(members)];
  }
  if (types.includes('integer')) return [1];
  return types.includes('number') ? [1.5] : [];
}

/** Definitions of ours name no others that name them. */
function resolve(definitions: JsonObject, node: JsonValue | undefined): JsonObject {
  const reference = objectOf(node)['$ref'];
  if (typeof reference !== 'string') return objectOf(node);
  return resolve(definitions, definitions[reference.replace('#/$defs/', '')]);
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
