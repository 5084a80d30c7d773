import { describe, expect, test } from '@jest/globals';
import type { JsonValue } from '../../../src/model/text/json.ts';
import { checkSchemaRule } from '../../../src/rules/schema/check-schema-rule.ts';
import { describeBreaches } from '../../../src/rules/schema/describe-breaches.ts';

const owner: JsonValue = { required: ['meta'], properties: { meta: { required: ['owner'] } } };

function check(
  schema: JsonValue,
  entities: readonly { name: string; value: JsonValue }[],
  except: string[] = [],
) {
  const rule = { demand: { kind: 'schema' as const, schema }, over: ['FR | *'], except };
  return checkSchemaRule(rule, entities);
}

describe('a rule with a schema', () => {
  test('is over the entities that its globs name', () => {
    const entities = ['FR | a', 'FR | b', 'DE | a'].map((name) => ({ name, value: { name } }));
    const checked = check(owner, entities, ['* | b']);
    expect(checked?.entities.map(({ name }) => name)).toEqual(['FR | a']);
    expect(checked?.broken.map(({ entity }) => entity.name)).toEqual(['FR | a']);
  });

  test('is held against nothing if the schema is wrong', () => {
    const checked = check({ typ: 'x' }, [{ name: 'FR | a', value: {} }]);
    expect(checked).toMatchObject({ problems: [{ path: ['typ'] }], broken: [], tooMuch: [] });
  });

  test('says of which entities nothing is known, and judges the others', () => {
    const value = { list: Array.from({ length: 50_000 }, () => 'x') };
    const schema = {
      properties: { list: { items: { allOf: [{ maxLength: 1 }, { minLength: 1 }] } } },
    };
    const checked = check({ ...schema, required: ['list'] }, [
      { name: 'FR | long', value },
      { name: 'FR | short', value: { list: [''] } },
      { name: 'FR | none', value: {} },
      { name: 'FR | good', value: { list: ['x'] } },
    ]);
    expect(checked?.tooMuch.map(({ name }) => name)).toEqual(['FR | long']);
    expect(checked?.broken.map(({ entity }) => entity.name)).toEqual(['FR | short', 'FR | none']);
  });

  test('is null for a rule about people', () => {
    const rule = { demand: { kind: 'within' as const, name: 'x' }, over: ['*'], except: [] };
    expect(checkSchemaRule(rule, [])).toBeNull();
  });
});

describe('a breach in words', () => {
  test.each<[JsonValue, JsonValue, string, string, string | null]>([
    [owner, { meta: {} }, 'meta', 'owner is missing in meta', 'Add owner.'],
    [owner, {}, '', 'meta is missing', 'Add meta: { owner: VALUE }.'],
    [
      { properties: { d: { enum: ['Last7Days', 'Last14Days'] } } },
      { d: 'Last120Days' },
      'd',
      'd is "Last120Days", and must be one of "Last7Days", "Last14Days"',
      'Write one of "Last7Days", "Last14Days".',
    ],
    [
      { properties: { o: { pattern: '\\S' } } },
      { o: ' ' },
      'o',
      'o is " ", and must match the pattern \\S',
      null,
    ],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, '', 'b is missing, and a needs it', 'Add b.'],
    [
      { properties: { events: { properties: { days: { maximum: 90 } } } } },
      { events: { days: 180 } },
      'events.days',
      'events.days is 180, and must be at most 90',
      null,
    ],
    [
      { properties: { name: { pattern: '^FR' } } },
      { name: 'DE x' },
      'name',
      'name is "DE x", and must match the pattern ^FR',
      null,
    ],
    [
      { properties: { a: { type: 'string' } } },
      { a: ['x'] },
      'a',
      'a must be text, not a list',
      null,
    ],
    [
      { properties: { a: { enum: ['on', 'off'] } } },
      { a: 'onn' },
      'a',
      'a is "onn", and must be one of "on", "off"',
      'Did you mean on?',
    ],
    [{ properties: { a: { const: 1 } } }, { a: null }, 'a', 'a is null, and must be 1', null],
    [
      { properties: { owner: true }, additionalProperties: false },
      { ownr: 1 },
      'ownr',
      '"ownr" is not allowed',
      'Did you mean owner?',
    ],
    [{ properties: { a: false } }, { a: 1 }, 'a', '"a" is not allowed', 'Remove it.'],
    [
      { not: { required: ['lookalike'] } },
      { lookalike: {} },
      'lookalike',
      '"lookalike" is not allowed',
      'Remove it.',
    ],
    [{ propertyNames: { maxLength: 1 } }, { ab: 1 }, 'ab', '"ab" is not allowed', 'Remove it.'],
    [
      { properties: { a: { items: { minimum: 3 } } } },
      { a: [3, 2] },
      'a.1',
      'an item of a is 2, and must be at least 3',
      null,
    ],
    [
      { properties: { a: { maxItems: 1 } } },
      { a: [1, 2] },
      'a',
      'a must have at most 1 item',
      null,
    ],
    [
      { properties: { a: { uniqueItems: true } } },
      { a: [1, 1] },
      'a',
      'a has the same item twice',
      'Remove one of them.',
    ],
    [
      { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      {},
      '',
      'the audience fits none of the schemas of anyOf',
      null,
    ],
    [
      { properties: { algebra: { properties: { not: { type: 'string' } } } } },
      { algebra: { not: 1 } },
      'algebra.not',
      'algebra.not must be text, not 1',
      null,
    ],
    [
      { if: { required: ['a'] }, [String('then')]: { required: ['b'] } },
      { a: 1 },
      '',
      'b is missing',
      'Add b.',
    ],
    [false, {}, '', 'the audience does not fit the schema', null],
  ])('%j of %j', (schema, value, place, message, hint) => {
    const [first] = check(schema, [{ name: 'FR | x', value }])?.broken ?? [];
    const breaches = describeBreaches(first?.violations ?? [], value, 'audience');
    expect(breaches.map(({ path, ...rest }) => ({ ...rest, path: path.join('.') }))).toEqual([
      { path: place, part: expect.any(String), message, hint },
    ]);
  });
});
