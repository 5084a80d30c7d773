/** What an entity breaks of a rule's schema, in plain words. */

import type { Kind } from '../../model/entity.ts';
import { nearest } from '../../model/name.ts';
import { countOf, listOf } from '../../model/text/count-of.ts';
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import { listSome } from '../../model/text/list-some.ts';
import { oneLine } from '../../model/text/one-line.ts';
import { quote } from '../../model/text/quote.ts';
import { typeWords } from '../../model/text/type-words.ts';
import type { SchemaViolation } from '../../schema/schema-validator.ts';
import { anyNumber, stepsKeyword } from './prepare-schema.ts';

export interface SchemaBreach {
  /** Inside the entity. */
  readonly path: Path;
  /** Whether it is about the last key of the path rather than about its value. */
  readonly part: 'key' | 'value';
  readonly message: string;
  readonly hint: string | null;
}

type Path = readonly (string | number)[];

/** @param value the entity that the violations are of */
export function describeBreaches(
  violations: readonly SchemaViolation[],
  value: JsonValue,
  kind: Kind,
): readonly SchemaBreach[] {
  const breaches = violations
    .filter((violation) => !followsFromAnother(violation))
    .map((violation) => describe(violation, readPointer(violation.instancePath, value), kind));
  const byWords = new Map(
    breaches.map((each) => [JSON.stringify([each.path, each.message]), each]),
  );
  return [...byWords.values()];
}

/** What `then` and `propertyNames` demand is reported beside them. */
function followsFromAnother({ keyword, propertyName }: SchemaViolation): boolean {
  return keyword === 'if' || (propertyName !== undefined && keyword !== 'propertyNames');
}

type Words = Pick<SchemaBreach, 'message' | 'hint'>;

function describe(violation: SchemaViolation, path: Path, kind: Kind): SchemaBreach {
  const key = surplusKey(violation, path);
  if (key !== null) {
    const owner = violation.keyword === 'false schema' ? path.slice(0, -1) : path;
    const words = describeSurplus(violation, key, owner);
    return { path: [...owner, key], part: 'key', ...words };
  }
  return { path, part: 'value', ...describeValue(violation, path, kind) };
}

/** A key that must not be there. */
function surplusKey({ keyword, params, schema }: SchemaViolation, path: Path): string | null {
  if (keyword === 'false schema')
    return typeof path.at(-1) === 'string' ? String(path.at(-1)) : null;
  const word = surplusParams[keyword];
  if (word !== undefined) return String(params[word]);
  return keyword === 'not' ? onlyRequired(schema) : null;
}

const surplusParams: Readonly<Record<string, string>> = {
  additionalProperties: 'additionalProperty',
  propertyNames: 'propertyName',
};

/** The key of `not: { required: [KEY] }`, which is how a schema rules a key out. */
function onlyRequired(schema: unknown): string | null {
  if (!isJsonObject(schema)) return null;
  const { required, ...rest } = schema;
  const isAll = Object.keys(rest).every((keyword) => [stepsKeyword, 'type'].includes(keyword));
  return isAll && Array.isArray(required) && required.length === 1 ? String(required[0]) : null;
}

function describeSurplus(
  { keyword, parentSchema }: SchemaViolation,
  key: string,
  owner: Path,
): Words {
  const message = `${quote(oneLine(key, 60))} is not allowed${inOwner(owner)}`;
  const properties = keyword === 'additionalProperties' ? parentSchema?.['properties'] : undefined;
  const [near] = nearest(key, isJsonObject(properties) ? Object.keys(properties) : []);
  return { message, hint: near === undefined ? 'Remove it.' : `Did you mean ${near}?` };
}

function describeValue(
  { keyword, params, schema, parentSchema, data }: SchemaViolation,
  path: Path,
  kind: Kind,
): Words {
  const label = path.length === 0 ? `the ${kind}` : labelOf(path);
  const plain = (message: string): Words => ({ message: `${label} ${message}`, hint: null });
  const limit = Number(params['limit']);
  const sizeWords = limits[keyword];
  if (sizeWords !== undefined) return plain(sizeWords(limit));
  const bound = bounds[keyword];
  if (bound !== undefined) return plain(`is ${String(data)}, and must be ${bound} ${limit}`);
  switch (keyword) {
    case 'required':
    case 'dependentRequired': {
      const key = String(params['missingProperty']);
      const cause = keyword === 'required' ? '' : `, and ${String(params['property'])} needs it`;
      const inner = keyword === 'required' ? requiredBelow(parentSchema, key) : [];
      const keys = inner.map((each) => `${each}: VALUE`).join(', ');
      const added = keys === '' ? key : `${key}: { ${keys} }`;
      return { message: `${key} is missing${inOwner(path)}${cause}`, hint: `Add ${added}.` };
    }
    case 'type':
      return plain(`must be ${listOf([schema].flat().map(wordOfType), 'or')}, not ${typeOf(data)}`);
    case 'enum':
      return describeChoice(Array.isArray(schema) ? schema : [], data, label);
    case 'const':
      return describeChoice([schema], data, label);
    case 'multipleOf':
      return plain(`is ${String(data)}, and must be a multiple of ${String(params['multipleOf'])}`);
    case 'pattern':
      return plain(`is ${show(data)}, and must match the pattern ${oneLine(String(schema), 200)}`);
    case 'uniqueItems':
      return { message: `${label} has the same item twice`, hint: 'Remove one of them.' };
    case 'contains':
      return plain(describeContains(params));
    case 'oneOf':
      return plain(
        Array.isArray(params['passingSchemas'])
          ? 'fits more than one of the schemas of oneOf'
          : 'fits none of the schemas of oneOf',
      );
    case 'anyOf':
      return plain('fits none of the schemas of anyOf');
    case 'not':
      return plain('is what the schema rules out with not');
    default:
      return plain('does not fit the schema');
  }
}

/** What the value of a missing key needs itself: an empty map is the same as none. */
function requiredBelow(schema: SchemaViolation['parentSchema'], key: string): readonly string[] {
  const properties = schema?.['properties'];
  const property = isJsonObject(properties) ? properties[key] : undefined;
  const required = isJsonObject(property) ? property['required'] : undefined;
  return Array.isArray(required) ? required.map((each) => oneLine(String(each), 60)) : [];
}

const limits: Readonly<Record<string, (limit: number) => string>> = {
  minLength: (limit) => `must have at least ${countOf(limit, 'character')}`,
  maxLength: (limit) => `must have at most ${countOf(limit, 'character')}`,
  minItems: (limit) => `must have at least ${countOf(limit, 'item')}`,
  maxItems: (limit) => `must have at most ${countOf(limit, 'item')}`,
  // Items after those of prefixItems.
  items: (limit) => `must have at most ${countOf(limit, 'item')}`,
  minProperties: (limit) => `must have at least ${countOf(limit, 'key')}`,
  maxProperties: (limit) => `must have at most ${countOf(limit, 'key')}`,
};

const bounds: Readonly<Record<string, string>> = {
  minimum: 'at least',
  maximum: 'at most',
  exclusiveMinimum: 'more than',
  exclusiveMaximum: 'less than',
};

/** The most values that a sentence lists. */
const maxListed = 12;

function describeChoice(values: readonly unknown[], data: unknown, label: string): Words {
  const texts = values.filter((value) => typeof value === 'string');
  const [near] = typeof data === 'string' ? nearest(data, texts) : [];
  const listed = listSome(values.map(show), maxListed);
  const one = values.length > 1 ? 'one of ' : '';
  const message = `${label} is ${show(data)}, and must be ${one}${listed}`;
  if (near === undefined) return { message, hint: null };
  // Another number is no slip: Last14Days is not what Last120Days was meant to be.
  const isOtherNumber = withoutDigits(near) === withoutDigits(String(data));
  return { message, hint: isOtherNumber ? `Write ${one}${listed}.` : `Did you mean ${near}?` };
}

function withoutDigits(text: string): string {
  return text.replace(/\d+/gu, '');
}

function describeContains({ minContains, maxContains }: SchemaViolation['params']): string {
  const least = `at least ${countOf(Number(minContains), 'item')}`;
  const most =
    maxContains === undefined || maxContains === anyNumber
      ? ''
      : ` and at most ${String(maxContains)}`;
  return `must have ${least}${most} of those that contains describes`;
}

function show(value: unknown): string {
  if (typeof value === 'string') {
    const isBlank = value !== '' && value.trim() === '';
    return isBlank ? quote(' '.repeat(Math.min(value.length, 60))) : quote(oneLine(value, 60));
  }
  return typeof value === 'object' && value !== null ? typeOf(value) : String(value);
}

function wordOfType(type: unknown): string {
  return typeWords[String(type)] ?? String(type);
}

function typeOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? 'a list' : wordOfType(typeof value);
}

/** `meta.owner`, `an item of algebra.and`. */
function labelOf(path: Path): string {
  const keys = path.filter((step) => typeof step === 'string').map((key) => oneLine(key, 60));
  return `${typeof path.at(-1) === 'number' ? 'an item of ' : ''}${keys.join('.')}`;
}

function inOwner(path: Path): string {
  return path.length === 0 ? '' : ` in ${labelOf(path)}`;
}

/** A JSON pointer as a path; list positions become numbers. */
function readPointer(pointer: string, root: JsonValue): Path {
  const path: (string | number)[] = [];
  let value: JsonValue | undefined = root;
  for (const part of pointer.split('/').slice(1)) {
    const key: string = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(key) : key);
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isJsonObject(value) ? value[key] : undefined;
  }
  return path;
}
