/** What ajv reports, reduced to what a reader wants to hear: one finding for one thing that is wrong. */
import { groupBy } from '../../model/group-by.ts';
import { nearest } from '../../model/name.ts';
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import type { SchemaViolation } from '../../schema/schema-validator.ts';

export type Path = readonly (string | number)[];

export type SchemaFinding =
  | {
      readonly kind: 'unknown-key';
      readonly path: Path;
      readonly key: string;
      readonly known: readonly string[];
    }
  | { readonly kind: 'missing-key'; readonly path: Path; readonly key: string }
  | {
      readonly kind: 'misplaced-keys';
      /** Of the map that they are in. */
      readonly path: Path;
      readonly keys: readonly string[];
      /** The key beside them that they belong below, or that they are below and belong beside. */
      readonly owner: string;
      /** What they are part of there: a map, the only entry of a list, its last one, or the map around. */
      readonly form: 'map' | 'list' | 'item' | 'outer';
    }
  | { readonly kind: 'value'; readonly path: Path; readonly violation: SchemaViolation };

/** The most telling first: of several violations of one value only one is reported. */
const precedence = [
  'type',
  'minLength',
  'pattern',
  'maxLength',
  'enum',
  'const',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'not',
  'minItems',
  'maxItems',
  'uniqueItems',
  'maxProperties',
  'minProperties',
  'oneOf',
];

/** Sorts violations into findings and drops those that only follow from others. */
export function collectFindings(
  violations: readonly SchemaViolation[],
  value: JsonValue,
): readonly SchemaFinding[] {
  const all = collectAll(violations, value);
  const outside = all.filter((each) => each.kind === 'unknown-key' && isOutside(each));
  return outside.length > 0 ? outside : all;
}

function collectAll(
  violations: readonly SchemaViolation[],
  value: JsonValue,
): readonly SchemaFinding[] {
  const unknown: UnknownKey[] = [];
  const missing: Extract<SchemaFinding, { kind: 'missing-key' }>[] = [];
  const values = new Map<string, SchemaViolation>();
  for (const violation of violations) {
    if (isInnerViolation(violation) || countsEmptyKeys(violation)) continue;
    const { keyword, params, instancePath } = violation;
    if (keyword === 'additionalProperties') {
      const path = readPointer(instancePath, value);
      unknown.push({
        kind: 'unknown-key',
        path,
        key: String(params['additionalProperty']),
        known: knownKeys(violation),
      });
    } else if (keyword === 'false schema') {
      const path = readPointer(instancePath, value);
      unknown.push({
        kind: 'unknown-key',
        path: path.slice(0, -1),
        key: String(path.at(-1)),
        known: [],
      });
    } else if (keyword === 'required') {
      missing.push({
        kind: 'missing-key',
        path: readPointer(instancePath, value),
        key: String(params['missingProperty']),
      });
    } else {
      const earlier = values.get(instancePath);
      if (earlier === undefined || rank(violation) < rank(earlier))
        values.set(instancePath, violation);
    }
  }
  const unknownAt = groupByPath(unknown);
  return [
    ...unknown,
    ...missing.filter(({ path, key }) => !isMistyped([key], unknownAt(path))),
    ...[...values.values()]
      .filter((violation) => !followsFromUnknownKey(violation, unknownAt, value))
      .map((violation) => ({
        kind: 'value' as const,
        path: readPointer(violation.instancePath, value),
        violation,
      })),
  ];
}

/** Lines that are indented with other spaces belong elsewhere, and all else may follow from it. */
function isOutside({ key }: UnknownKey): boolean {
  return /^ *[^\S ]/u.test(key);
}

/** Violations inside the branches of a choice, and the choice by condition, say nothing of their own. */
function isInnerViolation({ keyword, schemaPath }: SchemaViolation): boolean {
  return (
    keyword === 'if' || /\/(?:oneOf|anyOf)\/\d+\//u.test(schemaPath) || /\/not\/./u.test(schemaPath)
  );
}

/** A key without a value is one more than there may be: that it has none is what is wrong. */
function countsEmptyKeys({ keyword, data }: SchemaViolation): boolean {
  return keyword === 'maxProperties' && isJsonObject(data) && Object.values(data).includes(null);
}

function rank({ keyword }: SchemaViolation): number {
  const at = precedence.indexOf(keyword);
  return at === -1 ? precedence.length : at;
}

function knownKeys({ parentSchema }: SchemaViolation): readonly string[] {
  const properties = parentSchema?.['properties'];
  return isJsonObject(properties) ? Object.keys(properties) : [];
}

type UnknownKey = Extract<SchemaFinding, { kind: 'unknown-key' }>;

/** Unknown keys by the map that contains them. */
function groupByPath(unknown: readonly UnknownKey[]): (path: Path) => readonly UnknownKey[] {
  const groups = groupBy(unknown, (finding) => JSON.stringify(finding.path));
  return (path) => (groups.size === 0 ? [] : (groups.get(JSON.stringify(path)) ?? []));
}

/** More unknown keys in one map than anyone mistypes. */
const mostMistyped = 100;

/** Whether one of the wanted keys is there, only with a typo. */
function isMistyped(wanted: readonly string[], here: readonly UnknownKey[]): boolean {
  return here.slice(0, mostMistyped).some(({ key }) => {
    // A key that holds its value, for want of a blank.
    const word = /^([a-z][A-Za-z]*):/u.exec(key)?.[1];
    return nearest(word ?? key, wanted).length > 0;
  });
}

function followsFromUnknownKey(
  violation: SchemaViolation,
  unknownAt: (path: Path) => readonly UnknownKey[],
  value: JsonValue,
): boolean {
  const here = unknownAt(readPointer(violation.instancePath, value));
  if (here.length === 0) return false;
  if (violation.keyword === 'oneOf') {
    return noBranchPasses(violation) && isMistyped(choices(violation), here);
  }
  // The unknown keys were counted too.
  return violation.keyword === 'maxProperties';
}

function noBranchPasses({ params }: SchemaViolation): boolean {
  return !Array.isArray(params['passingSchemas']);
}

/** The keys of which exactly one must be there. */
export function choices({ schema }: SchemaViolation): readonly string[] {
  if (!Array.isArray(schema)) return [];
  return schema.flatMap((branch: unknown) => {
    const required = isJsonObject(branch) ? branch['required'] : undefined;
    return Array.isArray(required) ? required.map(String) : [];
  });
}

/** A JSON pointer as a path; list positions become numbers. */
function readPointer(pointer: string, root: JsonValue): Path {
  const path: (string | number)[] = [];
  let value: JsonValue | undefined = root;
  for (const part of pointer.split('/').slice(1)) {
    const key: string = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) {
      path.push(Number(key));
      value = value[Number(key)];
    } else {
      path.push(key);
      value = isJsonObject(value) ? value[key] : undefined;
    }
  }
  return path;
}
