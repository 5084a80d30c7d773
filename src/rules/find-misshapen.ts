import type { JsonValue } from '../model/text/json.ts';
import type { SchemaValidator, SchemaViolation } from '../schema/schema-validator.ts';
import { jsonPointer } from './schema/json-pointer.ts';

/** What a schema has something against, in it or below it, by its path. */
export type IsMisshapen = (path: readonly (string | number)[]) => boolean;

export function findMisshapen(validate: SchemaValidator, value: JsonValue): IsMisshapen {
  let pointers: ReadonlySet<string> | null = null;
  return (path) => {
    // Most texts have no rules, and nothing is asked of them.
    pointers ??= pointersOf(validate(value) ? [] : (validate.errors ?? []));
    return pointers.has(jsonPointer(path));
  };
}

function pointersOf(violations: readonly SchemaViolation[]): ReadonlySet<string> {
  return new Set(
    violations.flatMap(({ instancePath }) => {
      const steps = instancePath.split('/');
      return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
    }),
  );
}
