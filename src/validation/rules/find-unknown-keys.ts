/** Keys that the schema of a rule demands something of, and that no entity can have: they are never tested. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { ownKeys } from '../../manifest/read-binding.ts';
import type { Kind } from '../../model/entity.ts';
import type { HouseRule } from '../../model/house-rule.ts';
import { nearest } from '../../model/name.ts';
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import { quote } from '../../model/text/quote.ts';
import type { Platform } from '../../platforms/platform.ts';

type Path = readonly string[];

/** The keys that hold schemas for the same value. */
const sameValue = ['not', 'if', 'then', 'else'];
const sameValueLists = ['allOf', 'anyOf', 'oneOf'];

/** A key below `properties`, and what may stand there instead. */
interface UnknownKey {
  readonly key: string;
  /** From the schema down to the key. */
  readonly path: readonly (string | number)[];
  readonly known: readonly string[];
}

export function findUnknownKeys(
  { demand, kind, locate, name }: HouseRule,
  platform: Platform,
): readonly Diagnostic[] {
  if (demand.kind !== 'schema') return [];
  return unknownIn(demand.schema, [], [], keysByParent(kind, platform)).map(
    ({ key, path, known }): Diagnostic => {
      const [near] = nearest(key, known);
      return {
        severity: 'warning',
        code: 'rule-matches-nothing',
        rule: name,
        message: `no ${kind} has the key ${quote(key)}, so nothing is tested there`,
        source: locate(['schema', ...path], 'key'),
        hint: near === undefined ? 'Correct the key, or remove it.' : `Did you mean ${near}?`,
      };
    },
  );
}

function unknownIn(
  schema: JsonValue | undefined,
  path: readonly (string | number)[],
  parents: Path,
  keys: ReadonlyMap<string, readonly string[]>,
): readonly UnknownKey[] {
  const known = keys.get(parents.join('.'));
  if (!isJsonObject(schema) || known === undefined) return [];
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const here = Object.entries(properties).flatMap(([key, value]) => {
    const place = [...path, 'properties', key];
    return known.includes(key)
      ? unknownIn(value, place, [...parents, key], keys)
      : // What is forbidden need not be there.
        value === false
        ? []
        : [{ key, path: place, known }];
  });
  const beside = sameValue.flatMap((key) => unknownIn(schema[key], [...path, key], parents, keys));
  const among = sameValueLists.flatMap((key) => {
    const list = schema[key];
    return Array.isArray(list)
      ? list.flatMap((each, index) => unknownIn(each, [...path, key, index], parents, keys))
      : [];
  });
  return [...here, ...beside, ...among];
}

/** The keys of an entity, and of each map in it whose keys are fixed, by dotted path. */
function keysByParent(
  kind: Kind,
  { attributes, segmentTypes, ownerAttribute }: Platform,
): ReadonlyMap<string, readonly string[]> {
  const declarable = segmentTypes.filter((type) => type.declarable);
  const rules = [
    ...attributes[kind],
    ...(kind === 'segment' ? declarable.flatMap((type) => type.attributes) : []),
  ];
  const paths = [
    ...rules.map(({ path }) => path),
    ...[...ownKeys, ownerAttribute, 'lifecycle.replace', 'lifecycle.ignoreChanges'],
    ...(kind === 'segment' ? declarable.map(({ name }) => name) : []),
    ...(kind === 'segment' ? ['contactList.members', 'lookalike.seedSegment'] : []),
  ];
  const byParent = new Map<string, readonly string[]>();
  for (const path of paths) {
    const [first = '', second] = path.split('.');
    byParent.set('', [...new Set([...(byParent.get('') ?? []), first])]);
    if (second !== undefined) byParent.set(first, [...(byParent.get(first) ?? []), second]);
  }
  return byParent;
}
