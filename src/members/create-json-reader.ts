import { isJsonObject, type JsonValue } from '../model/json.ts';
import { decodeByteText, encodeByteText } from './byte-text.ts';
import { createLineReader } from './create-line-reader.ts';
import { type FieldReader, sourceError, type TakeField } from './field-reader.ts';

/**
 * One JSON value a line: a string, or an object with the identifier under a key.
 * @param key null where each object has only one.
 */
export function createJsonReader(key: string | null, take: TakeField): FieldReader {
  let objects = 0;
  let found = 0;

  const lines = createLineReader((line, number) => {
    if (line.trim() === '') return;
    const value = parse(line);
    if (isJsonObject(value)) objects += 1;
    const identifier = textOf(isJsonObject(value) ? identifierIn(value, key) : value);
    if (identifier !== null) found += 1;
    take(identifier === null ? null : encodeByteText(identifier), number);
  });

  return {
    write: lines.write,
    end: () => {
      lines.end();
      if (objects > 0 && found === 0) throw missingKey(key);
    },
  };
}

function identifierIn(
  object: { readonly [key: string]: JsonValue | undefined },
  key: string | null,
) {
  if (key !== null) return Object.hasOwn(object, key) ? object[key] : undefined;
  const values = Object.values(object);
  return values.length === 1 ? values[0] : undefined;
}

/** The parser's own message would quote the line. */
function parse(line: string): JsonValue | undefined {
  const text = decodeByteText(line);
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A number that a double cannot hold has lost digits on the way and would name somebody else. */
function textOf(value: JsonValue | undefined): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' ? value : null;
}

function missingKey(key: string | null) {
  return key === null
    ? sourceError(
        'members-column-not-given',
        'The lines of the source have several keys and "column" does not say which holds the identifiers',
        'Set "column" to one of them',
      )
    : sourceError(
        'members-column-missing',
        `No line of the source has an identifier under the key "${key}"`,
        'Set "column" to the key that holds the identifiers',
      );
}
