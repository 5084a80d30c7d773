import { isList, isObject, type JsonObject, type JsonValue, objectOf } from '../../json.ts';
import type { ObjectShape, Shape } from './shape.ts';

/** The attributes of a new entity: what the table knows, sets without repeats, the rest null or empty. */
export function takeCreated(sent: JsonObject, shape: ObjectShape): JsonObject {
  return Object.fromEntries(
    Object.entries(shape.fields).map(([key, field]) => [key, takeValue(sent[key], field)]),
  );
}

function takeValue(value: JsonValue | undefined, shape: Shape): JsonValue {
  switch (shape.form) {
    case 'set':
      return isList(value) ? [...new Set(value)] : [];
    case 'list':
      return isList(value) ? value.map((member) => takeCreated(objectOf(member), shape.of)) : [];
    case 'object':
      return isObject(value) ? takeCreated(value, shape) : null;
    case 'wrapped':
      return takeValue(unwrap(value), shape.of);
    default:
      return value ?? null;
  }
}

/**
 * A partial update: attributes left out stay, objects are merged, lists replaced whole, and a
 * wrapper sets its value or clears it. What is null outside a wrapper counts as left out.
 */
export function mergeUpdated(before: JsonObject, sent: JsonObject, shape: ObjectShape): JsonObject {
  const changed = Object.entries(shape.fields).flatMap(([key, field]) => {
    const value = sent[key];
    if (value === undefined || value === null) return [];
    if (field.form === 'object' && isObject(value)) {
      return [[key, mergeUpdated(objectOf(before[key]), value, field)] as const];
    }
    return [[key, takeValue(value, field)] as const];
  });
  return { ...before, ...Object.fromEntries(changed) };
}

function unwrap(value: JsonValue | undefined): JsonValue | undefined {
  return isObject(value) ? value['value'] : value;
}
