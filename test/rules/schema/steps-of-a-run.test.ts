/** All rules with a schema have so many steps together: what is not checked is said, and is no pass. */
import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { HouseRule } from '../../../src/model/house-rule.ts';
import type { JsonValue } from '../../../src/model/text/json.ts';
import { writeSchemaObjections } from '../../../src/plan/rules/write-schema-objections.ts';
import { checkSchemaRule } from '../../../src/rules/schema/check-schema-rule.ts';
import { findSchemaObjections } from '../../../src/rules/schema/find-schema-objections.ts';
import { createBudget } from '../../../src/rules/schema/meter.ts';
import { writeSchemaObjection } from '../../../src/validation/rules/check-schema-rules.ts';

const source = { file: 'rules.yaml', line: 2, column: 5 };
const rule = (schema: JsonValue, more: Partial<HouseRule> = {}): HouseRule => ({
  ...{ name: 'R', kind: 'segment', demand: { kind: 'schema', schema }, level: 'error' },
  ...{ over: ['*'], except: [], source, locate: () => source },
  ...more,
});
const cheap: JsonValue = { required: ['name'] };
const entities = Array.from({ length: 100 }, (_, index) => ({
  ...{ name: `E${index}`, value: { name: `E${index}` } },
}));

describe('a budget', () => {
  test('is enough for what is usual', () => {
    const checked = checkSchemaRule(rule(cheap), entities);
    expect(checked).toMatchObject({ unchecked: [], broken: [], tooMuch: [], problems: [] });
  });

  test.each<[string, HouseRule, number, number]>([
    ['to make a schema', rule({ allOf: Array.from({ length: 49 }, () => cheap) }), 45_000, 0],
    ['to make a pattern', rule({ properties: { name: { pattern: 'E{900}|E' } } }), 10_000, 0],
    ['to check entities', rule({ minProperties: 1 }), 1040, 10],
    ['to describe what is broken', rule({ maxProperties: 0 }), 3000, 10],
    ['to match names', rule(cheap, { except: Array.from({ length: 500 }, () => 'x*') }), 1500, 0],
  ])('pays for what it takes %s', (_, given, steps, least) => {
    const checked = checkSchemaRule(given, entities, createBudget(steps));
    const unchecked = checked?.unchecked ?? [];
    expect(unchecked.length).toBeGreaterThan(0);
    expect(unchecked.length).toBeLessThanOrEqual(100 - least);
    // Always the same ones, the last.
    expect(unchecked).toEqual(entities.slice(-unchecked.length));
    expect(checkSchemaRule(given, entities, createBudget(steps))?.unchecked).toEqual(unchecked);
    const all = [...unchecked, ...(checked?.broken ?? []).map(({ entity }) => entity)];
    expect(new Set(all).size).toBe(all.length);
    expect(checked?.tooMuch).toEqual([]);
  });

  test('that is spent leaves the rules that follow, and looks at none of their schemas', () => {
    const budget = createBudget(1000);
    checkSchemaRule(rule({ allOf: [cheap] }), entities, budget);
    const checked = checkSchemaRule(rule({ typ: 'x' }), entities, budget);
    expect(checked).toMatchObject({ problems: [], broken: [], unchecked: entities });
  });
});

describe('a run whose steps are spent', () => {
  const declaration: Declaration = {
    ...{ kind: 'segment', name: 'S', address: 'segment/S', state: 'present', attributes: {} },
    ...{ source, locate: () => source },
  };
  const dear: JsonValue = { enum: [1] };
  const rules = [
    rule(dear, { name: 'Dear' }),
    rule(cheap, { name: 'Next' }),
    rule(cheap, { name: 'Mild', level: 'warning' }),
    rule({ typ: 1 }, { name: 'Last' }),
  ];
  const declarations = Array.from({ length: 120 }, () => declaration);
  const toEntity = () => ({ name: 'S' });
  const budget = createBudget(5000);
  const found = findSchemaObjections({ rules, people: [] }, declarations, toEntity, budget);
  const undecided = found.filter(({ code }) => code === 'rule-undecided');

  test('says of each rule for how many entities it is not decided', () => {
    expect(undecided.map(({ rule: { name }, declaration: of }) => [name, of])).toEqual([
      ['Dear', null],
      ['Next', null],
      ['Mild', null],
      ['Last', null],
    ]);
    expect(undecided[1]?.fact).toBe(
      'the rules with a schema take too many steps together, so "Next" is not decided for 120 segments',
    );
    const broken = found.filter(({ code }) => code === 'rule-broken').length;
    expect(undecided[0]?.fact).toContain(` ${declarations.length - broken} segment`);
  });

  test('is no pass: an error in validate and in a plan, unless the rule is a warning', () => {
    const severities = ['error', 'error', 'warning', 'error'];
    expect(undecided.map((each) => writeSchemaObjection(each).severity)).toEqual(severities);
    const planned = writeSchemaObjections(undecided, []);
    expect(planned.errors.map(({ code }) => code)).toEqual(Array(3).fill('rule-undecided'));
    expect(planned.warnings.map(({ code }) => code)).toEqual(['rule-undecided']);
    expect(planned.refusals).toEqual([]);
  });
});
