import type { CodeEntry } from '../../diagnostics/catalogue/code-entry.ts';
import { listOf } from '../../model/text/count-of.ts';
import { isJsonObject, type JsonObject } from '../../model/text/json.ts';
import { lookUp } from '../../model/text/look-up.ts';
import { platforms } from '../../platforms/platform-named.ts';
import { attributeLabel } from '../change/attribute-label.ts';

/**
 * What plans call the types of segments and the attributes that they compare, each name once, in the words of
 * the schema.
 *
 * @param schema of manifests
 */
export function attributeWords(schema: JsonObject): readonly CodeEntry[] {
  const types = platforms.flatMap(({ segmentTypes }) => segmentTypes);
  const rules = [
    ...platforms.flatMap(({ attributes }) => Object.values(attributes).flat()),
    ...types.flatMap(({ attributes }) => attributes),
  ];
  const declarable = types.filter((type) => type.declarable);
  return [
    ...entriesOf(
      'Types of segments',
      declarable.map(({ name, label }) => ({ label, path: name })),
      schema,
    ),
    ...entriesOf(
      'Attributes that a plan compares',
      rules.map(({ path }) => ({ label: attributeLabel(path), path })),
      schema,
    ),
  ];
}

function entriesOf(
  group: string,
  named: readonly { readonly label: string; readonly path: string }[],
  schema: JsonObject,
): readonly CodeEntry[] {
  return [...new Set(named.map(({ label }) => label))].map((label) => {
    const paths = [...new Set(named.flatMap((each) => (each.label === label ? each.path : [])))];
    const names = paths.flatMap((path) => [path, path.slice(path.lastIndexOf('.') + 1)]);
    return {
      code: label,
      also: [...new Set(names)].filter((name) => name !== label),
      origin: 'audiencectl',
      group,
      meaning: [...new Set(paths.flatMap((path) => describe(path, schema)))].join(' '),
      foundBy: 'plan',
      found: `in plans, and in manifests as ${listOf(paths, 'or')}.`,
      fix: 'Compare what the plan shows with what you mean.',
    };
  });
}

/** From each kind of entity that has the attribute. */
function describe(path: string, schema: JsonObject): readonly string[] {
  const definitions = Object.values(partOf(schema, '$defs')).filter(isJsonObject);
  const entities = definitions.filter((each) => partOf(each, 'properties')['lifecycle']);
  return entities.flatMap((entity) => {
    let place: JsonObject = entity;
    for (const key of path.split('.'))
      place = resolve(partOf(partOf(place, 'properties'), key), schema);
    const { description } = place;
    return typeof description === 'string' ? [description] : [];
  });
}

function partOf(schema: JsonObject, key: string): JsonObject {
  const part = lookUp(schema, key);
  return isJsonObject(part) ? part : {};
}

/** What stands beside a reference says more. */
function resolve(schema: JsonObject, all: JsonObject): JsonObject {
  const name = /^#\/\$defs\/(\w+)$/u.exec(`${schema['$ref']}`)?.[1];
  return name === undefined ? schema : { ...partOf(partOf(all, '$defs'), name), ...schema };
}
