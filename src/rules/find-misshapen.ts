import type { JsonValue } from '../model/text/json.ts';
import type { SchemaValidator } from '../schema/schema-validator.ts';
import { jsonPointer } from './schema/json-pointer.ts';

/** What a schema has something against, in it or below it, by its path. */
export type IsMisshapen = (path: readonly (string | number)[]) => boolean;

export function findMisshapen(validate: SchemaValidator, value: JsonValue): IsMisshapen {
  const violations = validate(value) ? [] : (validate.errors ?? []);
  const pointers = new Set(
    violations.flatMap(({ instancePath }) => {
      const steps = instancePath.split('/');
      return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
    }),
  );
  return (path) => pointers.has(jsonPointer(path));
}
