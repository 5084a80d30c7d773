/** The program asks a quick check first: it must judge as the validator does that tells the reasons. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import type { JsonObject, JsonValue } from '../../src/model/text/json.ts';
import { isCommerceGridManifest } from '../../src/schema/generated/is-commerce-grid-manifest.js';
import { isMarketingSolutionsManifest } from '../../src/schema/generated/is-marketing-solutions-manifest.js';
import { isPlan } from '../../src/schema/generated/is-plan.js';
import { isProject } from '../../src/schema/generated/is-project.js';
import { isRemoteRow } from '../../src/schema/generated/is-remote-row.js';
import { isRetailMediaManifest } from '../../src/schema/generated/is-retail-media-manifest.js';
import { isSnapshot } from '../../src/schema/generated/is-snapshot.js';
import type { SchemaValidator } from '../../src/schema/schema-validator.ts';
import { createSampler } from './schema-samples.ts';

const root = new URL('../../', import.meta.url);

interface Scripts {
  readonly writeQuickCheck: (schema: JsonValue, pointer: string) => string;
  readonly validators: Readonly<Record<string, string>>;
}

async function load(script: string): Promise<Scripts> {
  return import(new URL(`scripts/build/${script}.mjs`, root).href);
}

const { validators } = await load('validators');
const { writeQuickCheck } = await load('write-quick-check');

async function quickCheck(
  schema: JsonValue,
  pointer: string,
): Promise<(value: unknown) => boolean> {
  const text = writeQuickCheck(schema, pointer);
  const { fits } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  return fits;
}

const thorough: Readonly<Record<string, SchemaValidator>> = {
  isProject,
  isRetailMediaManifest,
  isMarketingSolutionsManifest,
  isCommerceGridManifest,
  isSnapshot,
  isRemoteRow,
  isPlan,
};

test('every validator has a quick check', () => {
  expect(Object.keys(thorough).sort()).toEqual(Object.keys(validators).sort());
});

test.each(Object.entries(validators))('the quick check judges as %s does', async (name, ref) => {
  const [file, pointer = ''] = ref.split('#');
  const schema: JsonObject = JSON.parse(await readFile(new URL(`schemas/${file}`, root), 'utf8'));
  const fits = await quickCheck(schema, `#${pointer}`);
  const isValid = thorough[name];
  const sample = createSampler(schema, `#${pointer}`);
  const seen = { true: 0, false: 0 };
  for (let at = 0; at < 1500; at += 1) {
    const value = sample();
    const verdict = isValid?.(value) === true;
    seen[`${verdict}`] += 1;
    if (fits(value) !== verdict)
      expect({ value, fits: !verdict }).toEqual({ value, fits: verdict });
  }
  // A test in which all values fit, or none, would show little.
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(20);
});

test.each<[string, JsonObject, readonly unknown[], readonly unknown[]]>([
  ['characters', { minLength: 2, maxLength: 2 }, ['😀😀', 'ab', 7], ['😀', 'abc']],
  ['numbers', { type: 'number', minimum: 2 }, [2, 2.5], [1, Number.NaN, Number.POSITIVE_INFINITY]],
  ['whole numbers', { type: 'integer' }, [2, 2.0, -1], [2.5, '2', Number.POSITIVE_INFINITY]],
  [
    'twins',
    { uniqueItems: true },
    [
      ['a', 'A'],
      [{ a: 1, b: 2 }, { a: 1 }],
    ],
    [
      ['a', 'a'],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
  ],
  ['one of', { oneOf: [{ type: 'string' }, { maxLength: 1 }] }, ['ab', 7], ['a']],
  ['conditions', { if: { type: 'string' }, else: { minimum: 5 } }, ['a', 5], [4]],
  [
    'keys',
    { patternProperties: { '^x-': true }, additionalProperties: false },
    [{ 'x-a': 1 }, {}],
    [{ a: 1 }],
  ],
  [
    'lists',
    { items: { $ref: '#/$defs/id' }, $defs: { id: { pattern: '^\\d+$' } } },
    [['1'], []],
    [['a']],
  ],
])('it knows %s', async (_, schema, good, bad) => {
  const fits = await quickCheck(schema, '#');
  expect(good.filter((value) => !fits(value))).toEqual([]);
  expect(bad.filter((value) => fits(value))).toEqual([]);
});

test('it is not made of a schema that it does not understand', () => {
  expect(() => writeQuickCheck({ contains: {} }, '#')).toThrow('contains');
  expect(() => writeQuickCheck({ const: {} }, '#')).toThrow('constant');
  expect(() => writeQuickCheck({ $ref: 'other.json' }, '#')).toThrow('other.json');
});
