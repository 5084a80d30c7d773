import { isList, isObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { ObjectShape, Shape } from './shape.ts';

/** One thing that a request body has wrong. */
export interface ShapeViolation {
  readonly path: string;
  readonly code: string;
  readonly detail: string;
  /** A value with a code of its own fails its item; anything else refuses the whole request. */
  readonly isOfItem: boolean;
  /** The only values that would have passed. */
  readonly choices?: readonly string[];
  /** The word of a list that is near to one that can be named, and those. */
  readonly unknown?: { readonly word: string; readonly known: readonly string[] };
}

/**
 * Checks a value of a request. Null counts as absent, unknown attributes are ignored.
 * @param strict refuse unknown attributes and the spellings that only the prose documents
 */
export function checkShape(
  value: JsonValue | undefined,
  shape: Shape,
  path: string,
  strict: boolean,
): readonly ShapeViolation[] {
  if (value === undefined || value === null) return [];
  switch (shape.form) {
    case 'any':
    case 'algebra':
      return [];
    case 'object':
      return isObject(value)
        ? checkFields(value, shape, path, strict)
        : [wrongType(path, 'an object')];
    case 'list':
      return isList(value)
        ? value.flatMap((member, index) => checkShape(member, shape.of, `${path}/${index}`, strict))
        : [wrongType(path, 'a list')];
    case 'set':
      return isList(value) ? checkMembers(value, shape, path) : [wrongType(path, 'a list')];
    case 'wrapped':
      return checkWrapped(value, shape, path, strict);
    case 'choice':
      return checkChoice(value, shape.values, shape.code, path);
    case 'map':
    case 'counts':
    case 'versions':
    case 'either':
    case 'numbered':
      return checkSettingValue(value, shape, path, strict);
    default:
      return checkScalar(value, shape.form, path);
  }
}

/** Forms that settings of the sandbox have, and requests have not. */
function checkSettingValue(
  value: JsonValue,
  shape: Extract<Shape, { readonly form: 'map' | 'counts' | 'versions' | 'either' | 'numbered' }>,
  path: string,
  strict: boolean,
): readonly ShapeViolation[] {
  switch (shape.form) {
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([key, member]) =>
            checkShape(member, shape.of, `${path}/${key}`, strict),
          )
        : [wrongType(path, 'an object')];
    case 'counts':
      return isList(value)
        ? value.flatMap((member, index) => checkScalar(member, 'count', `${path}/${index}`))
        : [wrongType(path, 'a list')];
    case 'versions':
      return isList(value) ? checkVersions(value, path) : [wrongType(path, 'a list')];
    case 'numbered':
      return shape.values.some((one) => one === value)
        ? []
        : [wrongType(path, `one of ${shape.values.join(', ')}`)];
    case 'either':
      return shape.of.some((one) => checkShape(value, one, path, strict).length === 0)
        ? []
        : [wrongType(path, shape.wanted)];
  }
}

function checkFields(
  value: JsonObject,
  shape: ObjectShape,
  path: string,
  strict: boolean,
): readonly ShapeViolation[] {
  const missing = shape.required.filter((key) => (value[key] ?? null) === null);
  const unknown = strict ? Object.keys(value).filter((key) => !(key in shape.fields)) : [];
  return [
    ...missing.map((key) => ({
      path: `${path}/${key}`,
      code: 'required-field',
      detail: `The attribute "${key}" is required.`,
      isOfItem: false,
    })),
    ...unknown.map((key) => ({
      path: `${path}/${key}`,
      code: 'invalid',
      detail: `The attribute "${key}" is not known here.`,
      isOfItem: false,
    })),
    ...Object.entries(shape.fields).flatMap(([key, field]) =>
      checkShape(value[key], field, `${path}/${key}`, strict),
    ),
  ];
}

function checkMembers(
  value: readonly JsonValue[],
  shape: { readonly values: readonly string[] | null; readonly code: string | null },
  path: string,
): readonly ShapeViolation[] {
  return value.flatMap((member, index) =>
    shape.values === null
      ? checkScalar(member, 'text', `${path}/${index}`)
      : checkChoice(member, shape.values, shape.code, `${path}/${index}`),
  );
}

function checkWrapped(
  value: JsonValue,
  shape: Extract<Shape, { readonly form: 'wrapped' }>,
  path: string,
  strict: boolean,
): readonly ShapeViolation[] {
  const spelling = isObject(value) ? 'wrapper' : 'plain';
  if (spelling !== shape.spelling && (strict || !shape.bothWays)) {
    return [
      wrongType(path, shape.spelling === 'plain' ? 'bare' : 'an object with the key "value"'),
    ];
  }
  return isObject(value)
    ? checkShape(value['value'], shape.of, `${path}/value`, strict)
    : checkShape(value, shape.of, path, strict);
}

function checkChoice(
  value: JsonValue,
  values: readonly string[],
  code: string | null,
  path: string,
): readonly ShapeViolation[] {
  if (typeof value !== 'string') return [wrongType(path, 'a string')];
  if (values.includes(value)) return [];
  const detail = `The value must be one of ${values.join(', ')}.`;
  return [{ path, code: code ?? 'invalid', detail, isOfItem: code !== null, choices: values }];
}

const versionNames = ['preview', 'experimental'];

function checkVersions(values: readonly JsonValue[], path: string): readonly ShapeViolation[] {
  return values.flatMap((value, index): readonly ShapeViolation[] => {
    const isVersion =
      typeof value === 'string' &&
      (versionNames.includes(value) || /^\d{4}-(?:0[1-9]|1[0-2])$/u.test(value));
    if (isVersion) return [];
    const wrong = wrongType(`${path}/${index}`, 'a version such as 2026-07, or experimental');
    if (typeof value !== 'string') return [wrong];
    return [{ ...wrong, unknown: { word: value, known: versionNames } }];
  });
}

function checkScalar(
  value: JsonValue,
  form: 'text' | 'number' | 'integer' | 'count' | 'boolean' | 'id',
  path: string,
): readonly ShapeViolation[] {
  switch (form) {
    case 'text':
      return typeof value === 'string' ? [] : [wrongType(path, 'a string')];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(path, 'a boolean')];
    case 'number':
      return typeof value === 'number' ? [] : [wrongType(path, 'a number')];
    case 'integer':
      return Number.isSafeInteger(value) ? [] : [wrongType(path, 'a whole number')];
    case 'count':
      return isCount(value) ? [] : [wrongType(path, 'a whole number of at least 0')];
    case 'id': {
      if (typeof value !== 'string') return [wrongType(path, 'a string of digits')];
      const isNumeric = /^\d+$/.test(value);
      return isNumeric ? [] : [wrongType(path, 'a string of digits')];
    }
  }
}

function isCount(value: JsonValue): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function wrongType(path: string, wanted: string): ShapeViolation {
  const detail = `The value at ${path} must be ${wanted}.`;
  return { path, code: 'invalid', detail, isOfItem: false };
}
