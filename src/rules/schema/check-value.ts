import { nearest } from '../../model/name.ts';
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import { dialect, type Shape, typeNames } from './schema-keywords.ts';
import type { SchemaProblem } from './schema-problem.ts';

interface Form {
  readonly fits: (value: JsonValue) => boolean;
  /** What follows the keyword. */
  readonly message: string;
  readonly hint: string | ((value: JsonValue) => string);
}

const aText: Form = {
  fits: (value) => typeof value === 'string',
  message: 'must be text',
  hint: 'Put it in quotes.',
};

const forms: Readonly<Record<Exclude<Shape, 'schema' | 'anything' | 'type'>, Form>> = {
  schemas: {
    fits: (value) => Array.isArray(value) && value.length > 0,
    message: 'must be a list of at least one schema',
    hint: 'Write a list of schemas.',
  },
  'map of schemas': {
    fits: isJsonObject,
    message: 'must be a map from names to schemas',
    hint: 'Write NAME: SCHEMA below it.',
  },
  'map of names': {
    fits: (value) => isJsonObject(value) && Object.values(value).every(isTexts),
    message: 'must be a map from keys to lists of keys',
    hint: 'Write KEY: [OTHER KEY] below it.',
  },
  names: {
    fits: isTexts,
    message: 'must be a list of keys',
    hint: (value) =>
      typeof value === 'string' ? `Write a list: [${value}].` : 'Write a list, such as [meta].',
  },
  values: {
    fits: (value) => Array.isArray(value) && value.length > 0,
    message: 'must be a list of at least one value',
    hint: 'Write a list of the values that are allowed.',
  },
  list: { fits: Array.isArray, message: 'must be a list', hint: 'Write a list.' },
  text: aText,
  pattern: aText,
  reference: aText,
  dialect: {
    fits: (value) => value === dialect,
    message: 'must be JSON Schema 2020-12',
    hint: `Remove it, or write ${dialect}.`,
  },
  count: {
    fits: (value) => Number.isInteger(value) && Number(value) >= 0,
    message: 'must be a whole number, 0 or more',
    hint: 'Write a number such as 3.',
  },
  number: {
    fits: Number.isFinite,
    message: 'must be a number',
    // As draft 4 has exclusiveMinimum.
    hint: (value) =>
      typeof value === 'boolean' ? 'Write the limit itself here.' : 'Write a number such as 90.',
  },
  'positive number': {
    fits: (value) => Number.isFinite(value) && Number(value) > 0,
    message: 'must be a number above 0',
    hint: 'Write a number such as 5.',
  },
  boolean: {
    fits: (value) => typeof value === 'boolean',
    message: 'must be true or false',
    hint: 'Write true or false.',
  },
};

/** What is wrong with the value of one keyword, without what is inside its schemas. */
export function checkValue(
  keyword: string,
  shape: Shape,
  value: JsonValue,
): readonly SchemaProblem[] {
  if (shape === 'anything') return [];
  if (shape === 'type') return checkType(value);
  if (shape === 'schema') return Array.isArray(value) ? [explainList(keyword)] : [];
  const { fits, message, hint } = forms[shape];
  if (!fits(value)) {
    const words = typeof hint === 'string' ? hint : hint(value);
    return [{ path: [keyword], message: `${keyword} ${message}`, hint: words }];
  }
  if (isTexts(value) && shape === 'names') return checkTwice(keyword, value);
  return isJsonObject(value) ? checkNames(keyword, Object.keys(value)) : [];
}

function explainList(keyword: string): SchemaProblem {
  const message = `${keyword} is one schema, not a list`;
  const isItems = keyword === 'items';
  const hint = isItems ? 'Use prefixItems for a list of schemas.' : 'Use allOf or anyOf inside it.';
  return { path: [keyword], message, hint };
}

function checkType(value: JsonValue): readonly SchemaProblem[] {
  const isList = Array.isArray(value);
  const given: readonly JsonValue[] = isList ? value : [value];
  if (given.length === 0) {
    return [{ path: ['type'], message: 'type is empty', hint: 'Name a type, or remove it.' }];
  }
  const wrong = given.flatMap((name, index) => {
    if (typeof name === 'string' && typeNames.includes(name)) return [];
    const path = isList ? ['type', index] : ['type'];
    const [near] = typeof name === 'string' ? nearest(name, typeNames) : [];
    const meant = name === null ? '"null", in quotes' : (otherTypeWords.get(name) ?? near);
    const hint =
      meant === undefined ? `Use one of ${typeNames.join(', ')}.` : `Did you mean ${meant}?`;
    const shown = typeof name === 'object' ? 'this' : `"${name}"`;
    return [{ path, message: `${shown} is not a type of JSON Schema`, hint }];
  });
  return wrong.length > 0 || !isTexts(given) ? wrong : checkTwice('type', given);
}

/** Words for types that other languages have. */
const otherTypeWords: ReadonlyMap<JsonValue, string> = new Map([
  ...(['text', 'str'] as const).map((word) => [word, 'string'] as const),
  ...(['map', 'dict', 'hash', 'record'] as const).map((word) => [word, 'object'] as const),
  ...(['list', 'tuple', 'set'] as const).map((word) => [word, 'array'] as const),
  ...(['float', 'double', 'decimal'] as const).map((word) => [word, 'number'] as const),
  ...(['int', 'long'] as const).map((word) => [word, 'integer'] as const),
  ['bool', 'boolean'],
  ['nil', 'null'],
]);

function checkTwice(keyword: string, names: readonly string[]): readonly SchemaProblem[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const message = `${keyword} has "${name}" twice`;
    return [{ path: [keyword, index], message, hint: 'Remove one of them.' }];
  });
}

/** What ajv passes over in silence, which would let everything through. */
function checkNames(keyword: string, names: readonly string[]): readonly SchemaProblem[] {
  if (!names.includes('__proto__')) return [];
  const message = 'a rule cannot demand anything of a key named __proto__';
  return [{ path: [keyword, '__proto__'], message, hint: 'Remove it.' }];
}

function isTexts(value: JsonValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
