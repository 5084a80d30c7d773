import { expect, test } from '@jest/globals';
import type { JsonValue } from '../../../src/model/text/json.ts';
import { createSchemaCheck } from '../../../src/rules/schema/create-schema-check.ts';

function verdictOf(schema: JsonValue, value: JsonValue) {
  const made = createSchemaCheck(schema);
  if ('problems' in made) return made.problems.map(({ path }) => path.join('.'));
  const verdict = made.check(value);
  return verdict === 'tooMuch' ? verdict : verdict.map(({ keyword }) => keyword);
}

const endless = `${'a'.repeat(50_000)}b`;

test.each([
  '^(a+)+$',
  '^(a|a)*$',
  '^(a|aa)+$',
  '(x+x+)+y',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(.*)*(.*)*c$',
])('a pattern that could be read in many ways is decided: %s', (pattern) => {
  expect(verdictOf({ pattern }, endless)).toEqual(['pattern']);
});

test('a large pattern over a long text is given up', () => {
  expect(verdictOf({ pattern: '^[a-z]{900}$' }, endless)).toBe('tooMuch');
});

test('patterns that take long to compile are a problem', () => {
  const allOf = Array.from({ length: 50 }, (_, index) => ({ pattern: `\\p{L}{${900 + index}}` }));
  expect(verdictOf({ allOf }, 'x')).toEqual([expect.stringMatching(/^allOf\.\d+\.pattern$/)]);
});

test.each(['allOf', 'anyOf', 'oneOf'])('%s that doubles forty times is given up', (keyword) => {
  const levels = Array.from({ length: 40 }, (_, index) => {
    const next = { $ref: `#/$defs/level${index + 1}` };
    return [`level${index}`, { [keyword]: [next, next] }];
  });
  const $defs = { ...Object.fromEntries(levels), level40: { type: 'object', required: ['x'] } };
  expect(verdictOf({ $ref: '#/$defs/level0', $defs }, {})).toBe('tooMuch');
});

test('a long list under many schemas is given up', () => {
  const items = Array.from({ length: 2000 }, () => Array.from({ length: 100 }, () => 1));
  const inner = { items: { allOf: Array.from({ length: 50 }, () => ({ minimum: 0 })) } };
  expect(verdictOf({ items: inner }, items)).toBe('tooMuch');
});

test('unique items of a long list are decided', () => {
  const items = Array.from({ length: 20_000 }, (_, index) => `item ${index}`);
  expect(verdictOf({ uniqueItems: true }, items)).toEqual([]);
  expect(verdictOf({ uniqueItems: true }, [...items, 'item 7'])).toEqual(['uniqueItems']);
});

test('a schema that is nested or referred to deeply is a problem, not a crash', () => {
  const nest = (levels: number) => {
    let schema: JsonValue = {};
    for (let level = 0; level < levels; level += 1) schema = { not: schema };
    return schema;
  };
  expect(verdictOf(nest(50_000), {})).toEqual(['']);
  expect(verdictOf({ const: nest(50_000) }, {})).toEqual(['']);
  expect(verdictOf(nest(58), {})).toEqual([]);
  expect(verdictOf({ anyOf: Array.from({ length: 2000 }, () => true) }, {})).toEqual(['']);
});

test('keys that every object seems to have are there only if they are written', () => {
  const inherited = ['constructor', 'toString', 'valueOf', 'hasOwnProperty'];
  expect(verdictOf({ required: inherited }, {})).toEqual(inherited.map(() => 'required'));
  const properties = { constructor: { type: 'string' } };
  expect(verdictOf({ properties }, {})).toEqual([]);
  expect(verdictOf({ properties }, { constructor: 1 })).toEqual(['type']);
  expect(verdictOf({ additionalProperties: false }, JSON.parse('{"__proto__":1}'))).toEqual([
    'additionalProperties',
  ]);
  expect(verdictOf({ const: { valueOf: 1 } }, { valueOf: 1 })).toEqual([]);
});

test.each([
  '"]); process.exit() //',
  "'+process.exit()+'",
  '`${process.exit()}`',
  '\\"];throw 1//',
  '\u2028x',
])('code in a text is a text: %s', (text) => {
  const schema = {
    ...{ required: [text], enum: [text, {}], properties: { [text]: { const: text } } },
    ...{ dependentRequired: { [text]: [text] }, not: { required: [text, text.slice(1)] } },
    $defs: { [text]: { maxProperties: 5 } },
    $ref: `#/$defs/${encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'))}`,
  };
  expect(verdictOf(schema, {})).toEqual(['required']);
});

test('an empty list is held to contains whatever list comes before it', () => {
  const contains = { contains: { type: 'string' } };
  for (const keyword of ['additionalProperties', 'patternProperties']) {
    const schema = { [keyword]: keyword === 'additionalProperties' ? contains : { '^': contains } };
    expect(verdictOf(schema, { a: ['x'], b: [] })).toEqual(['contains']);
    expect(verdictOf(schema, { a: [], b: ['x'] })).toEqual(['contains']);
    expect(verdictOf(schema, { a: ['x'], b: ['y'] })).toEqual([]);
  }
});

test.each(['anyOf', 'oneOf', 'allOf'])('patterns of keys stand beside %s', (keyword) => {
  const branch = (name: string) => ({ required: [name], properties: { [name]: true } });
  const schema = {
    [keyword]: [branch('owner'), branch('team')],
    patternProperties: { '^x-': { type: 'string' } },
  };
  expect(verdictOf(schema, { 'x-a': '1' })).not.toEqual([]);
  expect(verdictOf(schema, { 'x-a': 1 })).toContain('type');
});
