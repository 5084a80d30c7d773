import { isJsonObject, type JsonValue } from '../../../../model/text/json.ts';
import { decodeLossily, encodeByteText } from '../byte-text.ts';
import { createLineReader } from '../create-line-reader.ts';
import { type FieldReader, lineOf, sourceError, type TakeField } from '../field-reader.ts';
import { createTwinKeyFinder } from './create-twin-key-finder.ts';

/**
 * One JSON value a line: a string or a number, or an object with the identifier under a key. What is
 * null, or lacks the key, is given as an empty field; what has the key twice, as an invalid one.
 *
 * @param file as it is named in messages.
 * @param key null where each object has only one; `user.email` also finds email inside user.
 */
export function createJsonReader(file: string, key: string | null, take: TakeField): FieldReader {
  const hasTwinKey = createTwinKeyFinder(key);
  let objects = 0;
  let found = 0;

  const lines = createLineReader(file, (line, number) => {
    if (line.trim() === '') return;
    const json = decodeLossily(line);
    const value = parse(json, file, number);
    if (isJsonObject(value)) {
      objects += 1;
      if (hasTwinKey(json)) return takeTwin(number);
    }
    const identifier = exact(identifierIn(value, number), json, number);
    if (isJsonObject(value) && identifier !== undefined) found += 1;
    give(identifier, number);
  });

  function give(identifier: JsonValue | undefined, number: number): void {
    if (identifier === null || identifier === undefined) take('', number);
    else if (typeof identifier === 'string') take(encodeByteText(identifier), number);
    else take(null, number, 'value');
  }

  function takeTwin(number: number): void {
    found += 1;
    take(null, number, 'twin keys');
  }

  /** A number of more digits than a double holds would become another person's. */
  function exact(identifier: JsonValue | undefined, json: string, line: number) {
    if (typeof identifier !== 'number') return identifier;
    return identifierIn(parse(quoteIntegers(json), file, line), line);
  }

  function identifierIn(value: JsonValue, line: number): JsonValue | undefined {
    if (!isJsonObject(value)) return value;
    if (key === null) return onlyValue(value, file, line);
    const [first, ...others] = valuesUnder(value, key);
    if (others.length > 0) throw ambiguousKey(file, line, key);
    return first;
  }

  return {
    write: lines.write,
    end: () => {
      lines.end();
      if (objects > 0 && found === 0) throw missingKey(file, key);
    },
  };
}

type JsonObject = { readonly [key: string]: JsonValue | undefined };

/** A key with a dot in it may stand as it is, or be the way to a key of an object inside. */
function valuesUnder(object: JsonObject, key: string): readonly (JsonValue | undefined)[] {
  const own = Object.hasOwn(object, key) ? [object[key]] : [];
  const dot = key.indexOf('.');
  if (dot < 0 || !Object.hasOwn(object, key.slice(0, dot))) return own;
  const inner = object[key.slice(0, dot)];
  return isJsonObject(inner) ? [...own, ...valuesUnder(inner, key.slice(dot + 1))] : own;
}

function onlyValue(object: JsonObject, file: string, line: number): JsonValue | undefined {
  const values = Object.values(object);
  if (values.length <= 1) return values[0];
  throw sourceError(
    'members-column-not-given',
    `${lineOf(file, line)} has ${values.length} keys, and "column" does not say which one has the identifiers`,
    'Set "column" to one of them.',
  );
}

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gu;
const integer = /^(?:0|[1-9]\d*)$/u;

function quoteIntegers(json: string): string {
  return json.replace(tokens, (token) => (integer.test(token) ? `"${token}"` : token));
}

/** The parser's own message would quote the line. */
function parse(json: string, file: string, line: number): JsonValue {
  try {
    const value: JsonValue = JSON.parse(json);
    return value;
  } catch {
    throw sourceError(
      'members-source-not-json',
      `${lineOf(file, line)} is not JSON`,
      /^\s*(?:\[|\{\s*$)/u.test(json)
        ? 'Write one object per line, without brackets or commas around them.'
        : 'Write one JSON object, or one text in quotes, per line. Check that the file is complete.',
    );
  }
}

function ambiguousKey(file: string, line: number, key: string) {
  return sourceError(
    'members-column-ambiguous',
    `${lineOf(file, line)} has two values for "${key}": one under the key itself, and one in the object that its first part names`,
    'Remove or rename one of the two keys in the export, so that it is clear which one has the identifiers.',
  );
}

function missingKey(file: string, key: string | null) {
  return key === null
    ? sourceError(
        'members-column-missing',
        `No object of ${file === '-' ? 'standard input' : file} has a key`,
        'Check the export.',
      )
    : sourceError(
        'members-column-missing',
        `No line of ${file === '-' ? 'standard input' : file} has the key "${key}"`,
        'Set "column" to the key with the identifiers.',
      );
}
