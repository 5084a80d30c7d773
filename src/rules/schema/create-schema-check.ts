import type { JsonValue } from '../../model/text/json.ts';
import type { SchemaViolation } from '../../schema/schema-validator.ts';
import { collectParts } from './collect-parts.ts';
import { compilePatterns } from './compile-patterns.ts';
import { compileSchema } from './compile-schema.ts';
import { followReferences } from './follow-references.ts';
import { type Budget, createBudget, createMeter, TooManySteps } from './meter.ts';
import { prepareSchema } from './prepare-schema.ts';
import type { SchemaProblem } from './schema-problem.ts';

/** What a value breaks of a schema: nothing where it fits. */
type SchemaVerdict = readonly SchemaViolation[] | 'tooMuch';

export type SchemaCheck =
  | { readonly problems: readonly SchemaProblem[] }
  | { readonly check: (value: JsonValue) => SchemaVerdict };

/** About what ajv takes for one schema inside another, and the engine of patterns for one instruction. */
const stepsOfPart = 1000;
const stepsOfInstruction = 15;

/**
 * A schema made ready to be held against many values; or what is wrong with it.
 * @param budget what it costs to make it is taken from there, too.
 */
export function createSchemaCheck(schema: JsonValue, budget: Budget = createBudget()): SchemaCheck {
  const { parts, problems } = collectParts(schema);
  const [whole] = parts;
  if (whole === undefined) return { problems };
  const references = followReferences(parts);
  const meter = createMeter(budget);
  const patterns = compilePatterns(parts, meter);
  budget.spend(parts.length * stepsOfPart + patterns.size * stepsOfInstruction);
  const all = [...problems, ...references.problems, ...patterns.problems];
  if (all.length > 0) return { problems: all };
  const prepared = prepareSchema(whole, references.targets);
  const validate = orNull(() => compileSchema(prepared, patterns.byText, meter));
  if (validate === null) {
    const message = 'the schemas refer to one another too deeply';
    return { problems: [{ path: [], message, hint: 'Use fewer $ref.' }] };
  }
  return {
    check: (value) => {
      meter.reset();
      const isSound = orNull(() => validate(value));
      if (isSound === null) return 'tooMuch';
      return isSound ? [] : (validate.errors ?? []);
    },
  };
}

/** Null where it takes too many steps, or calls itself too often. */
function orNull<Result>(run: () => Result): Result | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof TooManySteps || error instanceof RangeError) return null;
    throw error;
  }
}
