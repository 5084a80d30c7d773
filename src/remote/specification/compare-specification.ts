/** Our requests and what we read, compared with the vendor's specification of a version. */

import type { VersionKey } from '../../model/project.ts';
import type { JsonValue } from '../../model/text/json.ts';
import { leftOut } from './left-out.ts';
import { operationName } from './operation-name.ts';
import type { JsonType, ReadField } from './read-fields.ts';
import { type SentField, sentFields } from './sent-fields.ts';
import {
  arrayOf,
  type DescribedOperation,
  objectOf,
  type Place,
  type SpecificationDocument,
} from './specification-document.ts';
import type { UsedOperation } from './used-operations.ts';

export interface SpecificationDifference {
  /** `gone`: what we send or read is not there; `changed`: it is something else; `new`: it is there and unknown to us. */
  readonly kind: 'gone' | 'changed' | 'new';
  /** Whether requests of ours will fail for it. */
  readonly breaks: boolean;
  /** Without the version and a full stop. */
  readonly text: string;
  /** The request, where all of it is gone. */
  readonly request?: string;
  /** The key of the project file that sets the version of what differs; `apiVersion` unless given. */
  readonly versionKey?: VersionKey;
}

export interface SpecificationComparison {
  readonly requests: number;
  readonly sent: number;
  readonly read: number;
  readonly differences: readonly SpecificationDifference[];
}

/**
 * @param used what is sent to this version.
 * @param known the same of all versions: what is sent elsewhere is not new.
 */
export function compareSpecification(
  document: SpecificationDocument,
  used: readonly UsedOperation[],
  known: readonly UsedOperation[],
): SpecificationComparison {
  const differences = used.flatMap((operation) => compareOperation(document, operation));
  const bodies = used.map(({ bodies }) =>
    [...sentFields(bodies).keys()].filter((path) => path !== ''),
  );
  return {
    requests: used.length,
    sent: bodies.flat().length,
    read: used.flatMap(({ reads }) => reads).length,
    differences: [...differences, ...findNewOperations(document, known)],
  };
}

function compareOperation(
  document: SpecificationDocument,
  operation: UsedOperation,
): readonly SpecificationDifference[] {
  const name = operationName(operation);
  const { versionKey } = operation;
  const key = versionKey === undefined ? {} : { versionKey };
  const described = findDescribed(document, operation);
  if (described === undefined) {
    const breaks = operation.use !== 'look-up';
    return [{ kind: 'gone', breaks, text: `${name} is missing`, request: name, ...key }];
  }
  const found = [
    ...compareQuery(operation, described),
    ...compareBody(document, operation, described),
    ...compareAnswer(document, operation, described),
  ];
  return found
    .filter(({ left }) => left === undefined || !leftOut[name]?.includes(left))
    .map(({ kind, breaks, text }) => ({
      kind,
      breaks: breaks && operation.use !== 'look-up',
      text: `${name} ${text}`,
      ...key,
    }));
}

/** @param left what the list of things that are left out on purpose has it under. */
type Found = SpecificationDifference & { readonly left?: string };

function findDescribed(
  { operations }: SpecificationDocument,
  used: UsedOperation,
): DescribedOperation | undefined {
  const name = operationName(used);
  return operations.find((each) => operationName(each) === name);
}

function compareQuery({ query }: UsedOperation, described: DescribedOperation): readonly Found[] {
  const missing = [...described.query].filter(
    ([name, { isRequired }]) => isRequired && query[name] === undefined,
  );
  return [
    ...missing.map(([name]) => breaking('changed', `requires ?${short(name)}, which is not sent`)),
    ...Object.entries(query).flatMap(([name, value]) => {
      const parameter = described.query.get(name);
      if (parameter === undefined) return [breaking('gone', `no longer takes ?${name}`)];
      const maximum = Math.min(...numbersOf(parameter.place, 'maximum'));
      return Number(value) > maximum
        ? [breaking('changed', `takes at most ${maximum} as ?${name}, but ${value} is sent`)]
        : [];
    }),
  ];
}

function numbersOf(place: Place, key: string): readonly number[] {
  return place.map((schema) => schema[key]).filter((value) => typeof value === 'number');
}

function compareBody(
  document: SpecificationDocument,
  { bodies, use }: UsedOperation,
  { body }: DescribedOperation,
): readonly Found[] {
  if (bodies.length === 0) return [];
  if (body === null) return [breaking('gone', 'no longer takes a body')];
  const fields = sentFields(bodies);
  return [...fields].flatMap(([path, field]) => {
    const place = placeAt(document, body, path);
    if (place !== null) {
      return compareField(place, path, fields, {
        field,
        tellsNew: use === 'write',
        isAgain: placesAbove(document, body, path).some((other) => other[0] === place[0]),
      });
    }
    // Its contents are gone with it.
    const isTold = placeAt(document, body, above(path)) === null;
    return isTold ? [] : [breaking('gone', `no longer takes ${path}`)];
  });
}

interface FieldOptions {
  readonly field: SentField;
  /** Whether additions are reported. */
  readonly tellsNew: boolean;
  /** It is a part of what has the same schema, as in a tree. */
  readonly isAgain: boolean;
}

function compareField(
  place: Place,
  path: string,
  fields: ReadonlyMap<string, SentField>,
  { field, tellsNew, isAgain }: FieldOptions,
): readonly Found[] {
  return [
    ...compareSent(place, path, field),
    ...(field.types.has('object') ? findUnsent(place, path, fields, tellsNew && !isAgain) : []),
    ...(tellsNew && field.values.size > 0 ? findNewValues(place, path, field) : []),
  ];
}

function compareSent(place: Place, path: string, { types, values }: SentField): readonly Found[] {
  const allowed = typesAt(place);
  const refused = [...types].filter((type) => !allows(allowed, type));
  const choices = choicesAt(place);
  const gone = choices.size === 0 ? [] : [...values].filter((value) => !choices.has(value));
  return [
    ...refused.map((type) =>
      breaking('changed', `takes ${path} as ${wordsOf(allowed)}, but ${type} is sent`),
    ),
    ...gone.map((value) => breaking('gone', `no longer takes ${value} in ${path}`)),
  ];
}

/** What an object requires, or may hold, and is not sent. */
function findUnsent(
  place: Place,
  path: string,
  fields: ReadonlyMap<string, SentField>,
  tellsNew: boolean,
): readonly Found[] {
  const nameIn = (key: string) => (path === '' ? key : `${path}.${key}`);
  const isUnsent = (key: string) => !fields.has(nameIn(key));
  const required = place.flatMap((schema) => arrayOf(schema['required']).map(String));
  const offered = place.flatMap((schema) => Object.keys(objectOf(schema['properties'])));
  const isRequired = new Set(required);
  return [
    ...[...isRequired]
      .filter(isUnsent)
      .map((key) => breaking('changed', `requires ${short(nameIn(key))}, which is not sent`)),
    ...(tellsNew ? unique(offered) : [])
      .filter((key) => isUnsent(key) && !isRequired.has(key))
      .map((key) => harmless('new', `also takes ${short(nameIn(key))}`, nameIn(key))),
  ];
}

function findNewValues(place: Place, path: string, { values }: SentField): readonly Found[] {
  return [...choicesAt(place)]
    .filter((value) => !values.has(value) && value !== unknownValue)
    .map((value) => harmless('new', `also takes ${short(value)} in ${path}`, `${path}=${value}`));
}

/** What the API answers for a value that it has no name for. */
const unknownValue = 'Unknown';

function compareAnswer(
  document: SpecificationDocument,
  { reads }: UsedOperation,
  { answer }: DescribedOperation,
): readonly Found[] {
  if (reads.length === 0) return [];
  if (answer === null) return [harmless('gone', 'no longer describes the body of its answer')];
  return reads.flatMap((field) => compareRead(document, answer, field));
}

function compareRead(
  document: SpecificationDocument,
  answer: Place,
  { paths, types, values }: ReadField,
): readonly Found[] {
  const found = paths.flatMap((path) => {
    const place = placeAt(document, answer, path);
    return place === null ? [] : [{ path, place }];
  });
  const [first] = found;
  if (first === undefined) {
    return [harmless('gone', `no longer answers ${paths.join(' or ')}`)];
  }
  const { path, place } = first;
  const given = typesAt(place);
  const odd = [...given].filter((type) => type !== 'null' && !types.includes(type));
  const choices = values.length === 0 ? [] : [...choicesAt(place)];
  return [
    ...odd.map((type) =>
      harmless(
        'changed',
        `answers ${path} as ${type}, but audiencectl understands ${types.join(' or ')}`,
      ),
    ),
    ...choices
      .filter((value) => !values.includes(value) && value !== unknownValue)
      .map((value) =>
        harmless('new', `also answers ${short(value)} in ${path}`, `${path}=${value}`),
      ),
  ];
}

function placeAt(document: SpecificationDocument, from: Place, path: string): Place | null {
  let place: Place | null = from;
  for (const key of path.split(/\.|(?=\[\])/u).filter((part) => part !== '')) {
    if (place === null) return null;
    place = document.step(place, key);
  }
  return place;
}

/** What a place is part of; a tree has the same schema again in it. */
function placesAbove(document: SpecificationDocument, body: Place, path: string): readonly Place[] {
  const places: Place[] = [];
  for (let outer = path; outer !== ''; ) {
    outer = above(outer);
    places.push(placeAt(document, body, outer) ?? []);
  }
  return places;
}

function above(path: string): string {
  return path.replace(/(?:\[\]|(?:^|\.)[^.[\]]+)$/u, '');
}

/** Empty where the specification leaves it open. */
function typesAt(place: Place): ReadonlySet<JsonType> {
  const types = place.flatMap((schema) => [schema['type'] ?? []].flat());
  const isNullable = place.some((schema) => schema['nullable'] === true);
  const known = jsonTypes.filter((type) => types.includes(type));
  return new Set(known.length > 0 && isNullable ? [...known, 'null'] : known);
}

const jsonTypes = ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'] as const;

function allows(allowed: ReadonlySet<JsonType>, type: JsonType): boolean {
  if (allowed.size === 0 || allowed.has(type)) return true;
  return type === 'integer' && allowed.has('number');
}

function choicesAt(place: Place): ReadonlySet<string> {
  const values: readonly JsonValue[] = place.flatMap((schema) => arrayOf(schema['enum']));
  return new Set(values.filter((value) => typeof value === 'string'));
}

function wordsOf(types: ReadonlySet<JsonType>): string {
  return [...types].join(' or ');
}

/** Operations on the same collections that we send nothing to. */
function findNewOperations(
  { operations }: SpecificationDocument,
  known: readonly UsedOperation[],
): readonly SpecificationDifference[] {
  const names = new Set(known.map(operationName));
  const bases = [...names].flatMap((name) => {
    const base = /\S+\/(?:audience-segments|audiences)(?=\/|$)/u.exec(name)?.[0];
    return base === undefined ? [] : [base.replace(/^\S* /u, '')];
  });
  return operations
    .map(operationName)
    .filter((name) => {
      const path = name.replace(/^\S* /u, '');
      const isNear = bases.some((base) => path === base || path.startsWith(`${base}/`));
      return isNear && !names.has(name) && !leftOut[name]?.includes('*');
    })
    .map((name) => ({ kind: 'new', breaks: false, text: `${short(name)} is new` }));
}

function breaking(kind: SpecificationDifference['kind'], text: string): Found {
  return { kind, breaks: true, text };
}

function harmless(kind: SpecificationDifference['kind'], text: string, left?: string): Found {
  return { kind, breaks: false, text, ...(left === undefined ? {} : { left }) };
}

function unique(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)];
}

/** Names from outside may be of any length. */
function short(name: string): string {
  return name.length > 120 ? `${name.slice(0, 120)}…` : name;
}
