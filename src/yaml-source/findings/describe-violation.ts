/** One violation of a value in plain words. */

import { caseNote, nearest } from '../../model/name.ts';
import { listOf } from '../../model/text/count-of.ts';
import { typeWords } from '../../model/text/type-words.ts';
import type { SchemaViolation } from '../../schema/schema-validator.ts';
import { choices, type Path } from './schema-finding.ts';

interface Described {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

/** The most values that a hint lists. */
const maxListed = 12;

export function describeViolation(violation: SchemaViolation, path: Path): Described {
  const label = labelOf(path);
  switch (violation.keyword) {
    case 'type':
      return describeType(violation, label);
    case 'enum':
    case 'const':
      return describeChoice(violation, label);
    case 'pattern':
      return describePattern(violation, label);
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return describeTooFew(violation, label);
    case 'maxLength': {
      const message = `${label} is longer than ${limitOf(violation)} characters`;
      return { code: 'too-long', message, hint: 'Shorten it.' };
    }
    case 'not': {
      const message = `${label} begins or ends with a blank`;
      return {
        code: 'name-must-be-trimmed',
        message,
        hint: 'Remove the blanks at its beginning and end.',
      };
    }
    case 'uniqueItems': {
      const hint = 'Remove one of them.';
      return { code: 'duplicate-item', message: `${label} contains the same item twice`, hint };
    }
    case 'maxItems':
      return describeTooMany(violation, label);
    case 'maxProperties': {
      if (limitOf(violation) > 1) return describeTooMany(violation, label);
      const message = 'a node of an algebra has more than one operator';
      const hint =
        'Keep one of and, or, not, segment, segmentId, and put the others in separate nodes.';
      return { code: 'too-many-keys', message, hint };
    }
    case 'oneOf':
      return describeOneOf(violation);
    default:
      return describeRange(violation, label);
  }
}

function describeType({ params, data }: SchemaViolation, label: string): Described {
  const types = [params['type']].flat().map(String);
  const wanted = types.map((type) => typeWords[type] ?? type).filter((word) => word !== 'nothing');
  const hint =
    data === null && types.includes('string')
      ? 'Give a value. Put text that begins with # in quotes.'
      : null;
  return {
    code: 'wrong-type',
    message: `${label} must be ${listOf(wanted, 'or')}, not ${typeOf(data, types)}`,
    hint,
  };
}

function typeOf(data: unknown, wanted: readonly string[] = []): string {
  if (data === null || data === undefined) return 'nothing';
  if (Array.isArray(data)) return 'a list';
  // YAML has two numbers that JSON does not have.
  if (Number.isNaN(data)) return '.nan';
  if (typeof data === 'number' && !Number.isFinite(data)) return data > 0 ? '.inf' : '-.inf';
  if (typeof data === 'number' && wanted.includes('integer')) return String(data);
  return typeWords[typeof data] ?? typeof data;
}

function describeChoice(violation: SchemaViolation, label: string): Described {
  const { keyword, schema, data } = violation;
  const allowed = (keyword === 'const' ? [schema] : Array.isArray(schema) ? schema : []).filter(
    (value) => value !== null,
  );
  const values = allowed.map(String);
  // Another number is another period or place, not a slip of the pen.
  const alike = values.filter((value) => digitsOf(value) === digitsOf(String(data)));
  const near = typeof data === 'string' ? nearest(data, alike)[0] : undefined;
  const listed = values.length > maxListed ? [...values.slice(0, maxListed), '…'] : values;
  const shown =
    typeof data === 'string'
      ? `"${shorten(data)}"`
      : typeof data === 'object'
        ? typeOf(data)
        : String(data);
  return {
    code: 'unknown-value',
    message: `${shown} is not a value of ${label}`,
    hint:
      writtenAs(data, allowed) ??
      (near === undefined
        ? `Use one of ${listed.join(', ')}.`
        : `Did you mean ${near}?${caseNote(String(data), [near])}`),
  };
}

/** How a value is written that only has quotes or brackets too many, or lacks the words around its number. */
function writtenAs(data: unknown, allowed: readonly unknown[]): string | null {
  const has = (value: unknown) => allowed.includes(value);
  if (typeof data === 'string' && data !== '' && has(Number(data))) {
    return `Write it without quotes: ${Number(data)}.`;
  }
  if (Array.isArray(data) && data.length === 1 && has(data[0])) {
    return `Write it without brackets and without a dash: ${data[0]}.`;
  }
  if (typeof data !== 'number') return null;
  if (has(String(data))) return `Put it in quotes: "${data}".`;
  const [near, ...others] = allowed.filter(
    (value) => typeof value === 'string' && digitsOf(value) === String(data),
  );
  return near === undefined || others.length > 0 ? null : `Did you mean ${near}?`;
}

function digitsOf(text: string): string {
  return text.replace(/\D/gu, '');
}

function describePattern({ schema, data }: SchemaViolation, label: string): Described {
  if (schema === '\\S') {
    return {
      code: 'empty-value',
      message: `${label} is empty`,
      hint: 'Give it at least one visible character.',
    };
  }
  const shown = `"${shorten(String(data))}"`;
  if (schema === '^[0-9]+$') {
    const hint = 'Write only the digits, as the API and the UI show them.';
    return {
      code: 'non-parsable-id',
      message: `${label} ${shown} is not an ID. IDs consist of digits`,
      hint,
    };
  }
  if (typeof schema === 'string' && schema.includes(versionNames.join('|'))) {
    const message = `${label} ${shown} is not an API version`;
    return { code: 'wrong-format', message, hint: hintForVersion(String(data)) };
  }
  return {
    code: 'wrong-format',
    message: `${label} ${shown} does not have the required form`,
    hint: null,
  };
}

/** The versions that are no month, as the pattern of a version has them. */
const versionNames = ['preview', 'experimental'];

function hintForVersion(given: string): string {
  const [, year, month] = /^v?(\d{4})[-_./]?(0?[1-9]|1[0-2])$/iu.exec(given) ?? [];
  const near =
    year === undefined || month === undefined
      ? nearest(given, versionNames)[0]
      : `${year}-${month.padStart(2, '0')}`;
  const lead = near === undefined ? '' : `Did you mean ${near}? `;
  return `${lead}Use a version such as 2026-07, or experimental.`;
}

function describeTooFew(violation: SchemaViolation, label: string): Described {
  const limit = limitOf(violation);
  const message = limit > 1 ? `${label} must have at least ${limit} items` : `${label} is empty`;
  return {
    code: 'empty-value',
    message,
    hint: limit > 1 ? 'Write the item without the operator, or add another item.' : null,
  };
}

/** Each of them is compared with everything else, so there is a limit. */
function describeTooMany(violation: SchemaViolation, label: string): Described {
  const message = `${label} has more than ${limitOf(violation)} items`;
  return { code: 'too-many-items', message, hint: 'Remove some of them, or split the project.' };
}

function describeOneOf(violation: SchemaViolation): Described {
  const keys = choices(violation);
  const given = Array.isArray(violation.params['passingSchemas']);
  const list = keys.join(', ');
  return {
    code: keys.includes('seedSegment') ? 'lookalike-needs-one-seed' : 'segment-needs-one-type',
    message: given ? `more than one of ${list} is given` : `none of ${list} is given`,
    hint: `Give exactly one of ${list}.`,
  };
}

function describeRange({ keyword, params }: SchemaViolation, label: string): Described {
  const words: Readonly<Record<string, string>> = {
    minimum: 'at least',
    maximum: 'at most',
    exclusiveMinimum: 'more than',
  };
  const word = words[keyword];
  if (word === undefined) {
    return {
      code: 'wrong-format',
      message: `${label} does not have the required form`,
      hint: null,
    };
  }
  return {
    code: 'out-of-range',
    message: `${label} must be ${word} ${String(params['limit'])}`,
    hint: null,
  };
}

function limitOf({ params }: SchemaViolation): number {
  return Number(params['limit']);
}

/** The nearest key above a value: `categoryIds` for its third item too. */
function labelOf(path: Path): string {
  const key = path.findLast((step) => typeof step === 'string');
  if (key === undefined) return 'the document';
  // Operators are words of the language too, and would be misread without quotes.
  const label = ['and', 'or', 'not'].includes(key) ? `"${key}"` : key;
  return typeof path.at(-1) === 'number' ? `an item of ${label}` : label;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
