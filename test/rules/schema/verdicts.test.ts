import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createSchemaCheck } from '../../../src/rules/schema/create-schema-check.ts';
import { isValidFor } from './evaluate-schema.ts';

/** Some of them are there in every object. */
const keys = ['a', 'b', 'owner', 'constructor', 'toString', 'valueOf', 'x/y~z', 'a b%'] as const;
const key = fc.constantFrom(...keys);
const names = fc.uniqueArray(key, { maxLength: 3 });
const mapOf = <Value>(values: fc.Arbitrary<Value>) => fc.dictionary(key, values, { maxKeys: 3 });

const scalar = fc.oneof(
  fc.constantFrom(null, true, false, '', 'a', 'Owner 7', '😀é', '__proto__'),
  fc.integer({ min: -3, max: 12 }),
  fc.constantFrom(0.5, 1.5),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
    { arbitrary: scalar, weight: 2 },
    { arbitrary: fc.array(tie('value'), { maxLength: 4 }), weight: 2 },
    { arbitrary: mapOf(tie('value')), weight: 4 },
  ),
}));

const patterns = ['^a', '.', '^[A-Z]\\w+ \\d$', 'o', '^(?:a|b)+$', '[^\\x00-\\x7F]', '/', '^$'];
const pattern = fc.constantFrom(...patterns);
const count = fc.integer({ min: 0, max: 4 });
const limit = fc.integer({ min: -2, max: 10 });
const type = fc.constantFrom(
  ...['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'],
);

const one = (model: Readonly<Record<string, fc.Arbitrary<unknown>>>) => fc.record(model);

const { schema } = fc.letrec<{ schema: unknown; inside: unknown }>((tie) => {
  const child = tie('schema');
  const list = fc.array(child, { minLength: 1, maxLength: 3 });
  return {
    schema: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      { arbitrary: fc.boolean(), weight: 1 },
      {
        arbitrary: fc.record(
          { $ref: fc.constantFrom('#/$defs/one', '#/$defs/two') },
          { requiredKeys: [] },
        ),
        weight: 1,
      },
      { arbitrary: tie('inside'), weight: 6 },
    ),
    inside: fc
      .array(
        fc.oneof(
          { depthSize: 'small' },
          one({ type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })) }),
          one({ const: value }),
          one({ enum: fc.array(value, { minLength: 1, maxLength: 3 }) }),
          one({ minimum: limit }),
          one({ maximum: limit }),
          one({ exclusiveMinimum: limit }),
          one({ exclusiveMaximum: limit }),
          one({ multipleOf: fc.integer({ min: 1, max: 4 }) }),
          one({ pattern }),
          one({ minLength: count }),
          one({ maxLength: count }),
          one({ minItems: count }),
          one({ maxItems: count }),
          one({ minProperties: count }),
          one({ maxProperties: count }),
          one({ uniqueItems: fc.boolean() }),
          one({ required: names }),
          one({ dependentRequired: mapOf(names) }),
          one({ not: child }),
          one({ properties: mapOf(child) }),
          one({ properties: mapOf(child), additionalProperties: child }),
          one({ patternProperties: fc.dictionary(pattern, child, { maxKeys: 2 }) }),
          one({ propertyNames: child }),
          one({ dependentSchemas: mapOf(child) }),
          one({ items: child }),
          one({ prefixItems: list }),
          one({ allOf: list }),
          one({ anyOf: list }),
          one({ oneOf: list }),
          one({ contains: child }),
          one(Object.fromEntries(['if', 'then', 'else'].map((keyword) => [keyword, child]))),
          one({ contains: child, minContains: count, maxContains: count }),
        ),
        { minLength: 1, maxLength: 3 },
      )
      .map((groups) => Object.assign({}, ...groups)),
  };
});

test('a schema lets through what its specification lets through', () => {
  let [passed, failed] = [0, 0];
  fc.assert(
    fc.property(
      schema,
      schema,
      schema,
      fc.array(value, { minLength: 1, maxLength: 8 }),
      (...drawn) => {
        const [root, one, two, values] = drawn;
        const whole = {
          $defs: { one, two: { properties: { a: { $ref: '#' } }, allOf: [two] } },
          allOf: [root],
        };
        const made = createSchemaCheck(JSON.parse(JSON.stringify(whole)));
        if ('problems' in made) {
          // The only fault that can be drawn.
          for (const { message } of made.problems) {
            expect(message).toMatch('leads back to itself');
          }
          return;
        }
        for (const each of values) {
          const verdict = made.check(each as never);
          const isValid = isValidFor(whole, each as never);
          if (isValid) passed += 1;
          else failed += 1;
          if (verdict !== 'tooMuch') expect(verdict.length === 0).toBe(isValid);
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(Math.min(passed, failed)).toBeGreaterThan(50);
});
