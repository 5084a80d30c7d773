import { expect, test } from '@jest/globals';
import { createSchemaCheck } from '../../../src/rules/schema/create-schema-check.ts';
import { isValidFor } from './evaluate-schema.ts';

const narrow = { type: 'array' };
const ofLists = [
  { prefixItems: [narrow] },
  { prefixItems: [true, narrow] },
  { items: narrow },
  { contains: narrow },
  { contains: false },
  { contains: narrow, minContains: 0, maxContains: 1 },
  { contains: narrow, minContains: 2, maxContains: 1 },
  { contains: narrow, minContains: 2 },
  { minItems: 1 },
  { maxItems: 1 },
  { uniqueItems: true },
];
const ofMaps = [
  { properties: { a: narrow } },
  { patternProperties: { '^a': narrow } },
  { additionalProperties: narrow },
  { propertyNames: { maxLength: 1 } },
  { required: ['a'] },
  { dependentRequired: { a: ['b'] } },
  { dependentSchemas: { a: { required: ['b'] } } },
  { minProperties: 1 },
  { maxProperties: 1 },
];
const ofAll = [
  ...[{ type: ['array', 'object'] }, { const: [] }, { enum: [{}, [[]]] }, { not: { const: [[]] } }],
  ...[{ allOf: [narrow] }, { anyOf: [narrow, { const: {} }] }, { oneOf: [narrow, { const: [] }] }],
  JSON.parse(
    '{ "if": { "type": "array" }, "then": { "minItems": 1 }, "else": { "minProperties": 1 } }',
  ),
  { $ref: '#/$defs/one' },
];
const lists = [[], [[]], [1], [[], []], [[], 1], [1, []], [1, 2]];
const maps = [{}, { a: [] }, { a: 1 }, { b: 1 }, { a: [], b: [] }, { ab: [] }, { ab: 1, a: 1 }];
const each = [...lists, ...maps, 0];
// All of them in a row, too: what a loop remembers of one must not count for the next.
const values = [
  ...each,
  ...each.flatMap((left) => [
    [left, []],
    [left, {}],
  ]),
];

test.each([
  ['in not', (inner: object) => ({ not: inner })],
  ['in if', (inner: object) => ({ if: inner, else: false })],
  ['in contains', (inner: object) => ({ contains: inner })],
  ['in items of not', (inner: object) => ({ not: { items: inner } })],
])('each keyword beside each other one means what it means alone: %s', (_, wrap) => {
  const all = [...ofLists, ...ofMaps, ...ofAll];
  const wrong: string[] = [];
  for (const [index, first] of all.entries()) {
    for (const second of all.slice(index + 1)) {
      const whole = { $defs: { one: { maxItems: 1 } }, ...wrap({ ...first, ...second }) };
      const made = createSchemaCheck(JSON.parse(JSON.stringify(whole)));
      if ('problems' in made) throw new Error(JSON.stringify(made.problems));
      for (const value of values) {
        const isLetThrough = made.check(value).length === 0;
        if (isLetThrough !== isValidFor(whole, value)) {
          wrong.push(`${JSON.stringify(whole)} ${JSON.stringify(value)}`);
          break;
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});
