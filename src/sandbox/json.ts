/** JSON as the sandbox reads and writes it. The sandbox shares no code with the rest of the product. */

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The value when it is an object, else an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** A text, or the digits of a number: saved rows may hold IDs either way. Anything else is null. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

/** The texts of a list; an absent list is an empty one. */
export function textsOf(value: unknown): readonly string[] {
  if (!isList(value)) return [];
  return value.map(textOf).filter((text) => text !== null);
}

/**
 * Reads JSON without losing a digit: whole numbers beyond 2^53 come out as strings, the form that
 * the API documents for IDs.
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(text: string): JsonValue {
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  return JSON.parse(quoted);
}
