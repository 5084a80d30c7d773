/** What refuses a bulk request as a whole, before any item of it is looked at for its meaning. */

import { isList, isObject, type JsonObject, type JsonValue, objectOf, textOf } from '../json.ts';
import type { Call } from '../protocol/call.ts';
import { maxBulkItems } from '../protocol/envelope.ts';
import { type Problem, problem } from '../protocol/problem.ts';
import type { BulkVerb, Family } from './family.ts';
import { checkShape } from './shapes/check-shape.ts';

export interface Item {
  /** Empty for a create. */
  readonly id: string;
  readonly attributes: JsonObject;
}

/** The items of a body that `findStructureProblems` accepted. */
export function readItems(body: JsonValue | undefined): readonly Item[] {
  const { data } = objectOf(body);
  return (isList(data) ? data : []).map(objectOf).map((item) => ({
    id: textOf(item['id']) ?? '',
    attributes: objectOf(item['attributes']),
  }));
}

export function findStructureProblems(
  family: Family,
  verb: BulkVerb,
  call: Call,
): readonly Problem[] {
  const { data } = objectOf(call.body);
  if (data !== undefined && data !== null && !isList(data)) {
    return [problem('invalid', 'The member "data" must be a list.')];
  }
  if (!isList(data) || data.length === 0) {
    return [problem('empty-data-object', 'The request holds no item.')];
  }
  if (data.length > maxBulkItems) {
    return [problem('payload-too-big', `A request holds at most ${maxBulkItems} items.`)];
  }
  const items = data.filter(isObject);
  if (items.length < data.length) return [problem('invalid', 'Each item must be an object.')];
  return [
    ...items.flatMap((item) => findItemProblems(family, verb, item, call.settings.strict)),
    ...(verb === 'create' ? [] : findRepeatedIds(items)),
  ];
}

function findItemProblems(
  family: Family,
  verb: BulkVerb,
  item: JsonObject,
  strict: boolean,
): readonly Problem[] {
  return [
    ...(verb === 'create' ? [] : findIdProblems(family, item)),
    ...findTypeProblems(family, verb, item, strict),
    ...(verb === 'delete' ? [] : findAttributeProblems(family, verb === 'create', item, strict)),
  ];
}

function findIdProblems(family: Family, item: JsonObject): readonly Problem[] {
  const { id } = item;
  if (id !== undefined && id !== null && typeof id !== 'string') {
    return [problem('invalid', 'An ID must be a string.')];
  }
  if (family.malformedIdCode !== null && typeof id === 'string') return [];
  return /^\d+$/.test(id ?? '') ? [] : [problem('non-parsable-id', 'An ID is not a number.')];
}

function findTypeProblems(
  family: Family,
  verb: BulkVerb,
  item: JsonObject,
  strict: boolean,
): readonly Problem[] {
  const type = item['type'] ?? null;
  if (type === null) return [];
  if (typeof type !== 'string') return [problem('invalid', 'The type must be a string.')];
  const accepted = family.acceptedTypes;
  if (accepted === null || accepted.includes(type) || (verb === 'create' && !strict)) return [];
  return [problem('invalid-audience-type', `"${type}" is no type of audience.`)];
}

function findAttributeProblems(
  family: Family,
  isCreate: boolean,
  item: JsonObject,
  strict: boolean,
): readonly Problem[] {
  const attributes = item['attributes'] ?? null;
  if (attributes === null) {
    return [problem('empty-attributes-object', 'An item has no attributes.')];
  }
  if (!isObject(attributes)) return [problem('invalid', 'The attributes must be an object.')];
  const shape = isCreate ? family.shapes.created : family.shapes.updated;
  const wrong = checkShape(attributes, shape, '/attributes', strict)
    .filter(({ isOfItem }) => !isOfItem)
    .map(({ code, detail }) => problem(code, detail));
  if (wrong.length > 0) return wrong;
  const structural = family.findStructureProblem(attributes, isCreate);
  return structural === null ? [] : [structural];
}

function findRepeatedIds(items: readonly JsonObject[]): readonly Problem[] {
  const ids = items.map((item) => textOf(item['id'])).filter((id) => id !== null);
  return new Set(ids).size === ids.length
    ? []
    : [problem('duplicate-id', 'The request names an ID more than once.')];
}
