import { describe, expect, test } from '@jest/globals';
import type { JsonValue } from '../../../src/model/text/json.ts';
import { createSchemaCheck } from '../../../src/rules/schema/create-schema-check.ts';

function problemsOf(schema: JsonValue) {
  const made = createSchemaCheck(schema);
  return 'problems' in made ? made.problems : [];
}

describe('a wrong schema', () => {
  test.each<[string, JsonValue, string, string]>([
    ['no schema', 'x', '', 'Write keywords'],
    ['a keyword with a slip', { requird: ['meta'] }, 'requird', 'Did you mean required?'],
    ['a key without properties', { meta: { type: 'object' } }, 'meta', 'below properties'],
    [
      'a slip deep inside',
      { properties: { a: { items: { typ: 'x' } } } },
      'properties.a.items.typ',
      'type',
    ],
    ['one name for a list', { required: 'meta' }, 'required', '[meta]'],
    ['the same name twice', { required: ['a', 'a'] }, 'required.1', 'Remove one'],
    ['a type of another language', { type: 'text' }, 'type', 'Did you mean string?'],
    ['null without quotes', { type: ['string', null] }, 'type.1', '"null"'],
    ['items of draft 7', { items: [{}] }, 'items', 'prefixItems'],
    [
      'limits of draft 4',
      { exclusiveMinimum: true, minimum: 1 },
      'exclusiveMinimum',
      'the limit itself',
    ],
    ['a number below 0', { minLength: -1 }, 'minLength', 'such as 3'],
    ['definitions', { definitions: {} }, 'definitions', '$defs'],
    ['nullable', { nullable: true }, 'nullable', 'null'],
    [
      'keys that no branch looked at',
      { allOf: [{ unevaluatedProperties: false }] },
      'allOf.0.unevaluatedProperties',
      'additionalProperties',
    ],
    ['a condition without an effect', { if: true }, 'if', 'then or else'],
    [
      'a value for a schema',
      { properties: { state: 'present' } },
      'properties.state',
      'const: present',
    ],
    [
      'another dialect',
      { $schema: 'http://json-schema.org/draft-07/schema#' },
      '$schema',
      '2020-12',
    ],
    ['an address', { $id: 'https://example.com/x' }, '$id', 'Remove it.'],
    ['an anchor', { $anchor: 'x' }, '$anchor', '#/$defs/NAME'],
    ['a dynamic reference', { $dynamicRef: '#x' }, '$dynamicRef', '$ref'],
    ['a vocabulary', { $vocabulary: {} }, '$vocabulary', 'Remove it.'],
    ['a reference to a page', { $ref: 'https://example.com/x' }, '$ref', '$defs'],
    ['a reference to a file', { $ref: 'other.json#/x' }, '$ref', '$defs'],
    ['a reference with a slip', { $ref: '#/$defs/ownr', $defs: { owner: {} } }, '$ref', 'owner?'],
    ['a reference to no schema', { $ref: '#/required', required: ['a'] }, '$ref', '$defs'],
    ['a reference to itself', { $ref: '#' }, '$ref', 'inside properties'],
    [
      'a circle',
      { allOf: [{ $ref: '#/$defs/a' }], $defs: { a: { not: { $ref: '#' } } } },
      '$defs.a.not.$ref',
      '',
    ],
    [
      'a circle from the middle',
      { $defs: { a: { $ref: '#/$defs/b/not' }, b: { not: { $ref: '#/$defs/b' } } } },
      '$defs.b.not.$ref',
      '',
    ],
    [
      'a broken pattern',
      { properties: { name: { pattern: 'FR (' } } },
      'properties.name.pattern',
      'JavaScript',
    ],
    ['look-ahead', { pattern: '^(?!x)' }, 'pattern', 'with not'],
    [
      'look-behind',
      { patternProperties: { '(?<=x)y': true } },
      'patternProperties.(?<=x)y',
      'another way',
    ],
    ['a back-reference', { pattern: '(a)\\1' }, 'pattern', 'another way'],
    ['many repeats', { pattern: 'a{5000}' }, 'pattern', '1000 times'],
    ['a pattern of many', { pattern: 'a'.repeat(1001) }, 'pattern', 'Shorten'],
    [
      'a key that all have',
      JSON.parse('{"properties":{"__proto__":{}}}'),
      'properties.__proto__',
      '',
    ],
  ])('is a problem at its place: %s', (_, schema, place, hint) => {
    const found = problemsOf(schema);
    expect(found.map(({ path }) => path.join('.'))).toEqual([place]);
    expect(found[0]?.hint).toContain(hint);
    expect(found[0]?.hint).toMatch(/[.?]$/);
  });

  test('has all its problems reported', () => {
    const found = problemsOf({ typ: 'x', properties: { a: { $id: 'x', pattern: '(' } } });
    expect(found.map(({ path }) => path.join('.')).sort()).toEqual(
      ['properties.a.$id', 'properties.a.pattern', 'typ'].sort(),
    );
  });
});

test.each<[string, JsonValue]>([
  ['true', true],
  ['nothing', {}],
  ['its dialect', { $schema: 'https://json-schema.org/draft/2020-12/schema' }],
  ['formats, which are notes', { format: 'e-mail', contentSchema: { type: 'string' } }],
  ['texts for readers', { title: 'x', description: 'y', $comment: 'z', default: 1, examples: [1] }],
  ['names like keywords', { properties: { $id: {}, $ref: { type: 'string' }, typ: true } }],
  ['a reference with escapes', { $ref: '#/$defs/a~1b%25', $defs: { 'a/b%': { required: ['x'] } } }],
  ['a tree', { properties: { and: { items: { $ref: '#' } } } }],
])('a schema may have %s', (_, schema) => {
  expect(problemsOf(schema)).toEqual([]);
});
