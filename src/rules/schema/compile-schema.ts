import { createRequire } from 'node:module';
import type { Ajv2020, CodeKeywordDefinition } from 'ajv/dist/2020.js';
import { canonicalJson, type JsonObject, type JsonValue } from '../../model/text/json.ts';
import type { SchemaValidator } from '../../schema/schema-validator.ts';
import type { LinearPattern } from './compile-pattern.ts';
import type { Meter } from './meter.ts';
import { stepsKeyword } from './prepare-schema.ts';

/** What ajv makes of a prepared schema. */
export function compileSchema(
  schema: JsonObject | boolean,
  patterns: ReadonlyMap<string, LinearPattern>,
  meter: Meter,
): SchemaValidator {
  const { Ajv2020 }: typeof import('ajv/dist/2020.js') = createRequire(import.meta.url)(
    'ajv/dist/2020.js',
  );
  const ajv = new Ajv2020({
    // What they would find has been found, at its place.
    ...{ meta: false, validateSchema: false, strict: false, logger: false },
    ...{ allErrors: true, verbose: true, inlineRefs: false, addUsedSchema: false },
    validateFormats: false,
    // A key such as "constructor" is there only if it is written.
    ownProperties: true,
    // 0.07 is a multiple of 0.01.
    multipleOfPrecision: 9,
    code: {
      regExp: Object.assign((text: string) => findPattern(text, patterns), { code: '' }),
    },
  });
  // With it, ajv fails at a key of patternProperties beside a branch that looks at keys.
  ajv.opts.unevaluated = false;
  addSteps(ajv, meter);
  addEqualities(ajv, meter);
  for (const keyword of ['anyOf', 'oneOf', 'contains']) reportOnlyItself(ajv, keyword);
  checkFirst(ajv, 'contains', 'prefixItems');
  return ajv.compile(schema);
}

function findPattern(text: string, patterns: ReadonlyMap<string, LinearPattern>): LinearPattern {
  const pattern = patterns.get(text);
  if (pattern === undefined) throw new Error('a pattern was not compiled');
  return pattern;
}

function addSteps(ajv: Ajv2020, meter: Meter): void {
  ajv.addKeyword({
    keyword: stepsKeyword,
    before: '$ref',
    errors: false,
    validate: (cost: number, value: unknown) => {
      meter.take(cost + Math.floor(sizeOf(value) / 10));
      return true;
    },
  });
}

/** Of the value itself, without what is inside its items. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length / 100;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

/** Those of ajv compare each item with each other, and take a key "valueOf" for a function. */
function addEqualities(ajv: Ajv2020, meter: Meter): void {
  const write = (value: JsonValue) => {
    const text = canonicalJson(value);
    meter.take(Math.floor(text.length / 100));
    return text;
  };
  for (const keyword of ['enum', 'const', 'uniqueItems']) ajv.removeKeyword(keyword);
  for (const keyword of ['enum', 'const']) {
    ajv.addKeyword({
      keyword,
      compile: (given: JsonValue) => {
        const values = keyword === 'enum' && Array.isArray(given) ? given : [given];
        const allowed = new Set(values.map((value) => canonicalJson(value)));
        return (value: JsonValue) => allowed.has(write(value));
      },
    });
  }
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    validate: (isWanted: boolean, items: readonly JsonValue[]) =>
      !isWanted || new Set(items.map(write)).size === items.length,
  });
}

/** Inside `not` and `if`, ajv skips what follows `prefixItems` where a list is empty. */
function checkFirst(ajv: Ajv2020, keyword: string, next: string): void {
  const definition = ajv.getKeyword(keyword);
  if (typeof definition !== 'object') return;
  ajv.removeKeyword(keyword);
  ajv.addKeyword({ ...definition, before: next });
}

/** What is wrong in each branch of a choice says nothing where another branch was meant. */
function reportOnlyItself(ajv: Ajv2020, keyword: string): void {
  const definition = ajv.getKeyword(keyword);
  if (typeof definition !== 'object' || !('code' in definition)) return;
  const { code } = definition;
  ajv.removeKeyword(keyword);
  ajv.addKeyword({
    ...definition,
    code: (context, ...rest) => {
      const report = context.error.bind(context);
      context.error = (_append, ...words) => {
        context.reset();
        report(false, ...words);
      };
      code(context, ...rest);
    },
  } satisfies CodeKeywordDefinition);
}
