import type { JsonValue } from '../model/json.ts';

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gsu;
const anyLongNumber = /\d{16}/u;
const integer = /^-?\d+$/u;

/**
 * Parses JSON without losing digits: an integer that a double cannot hold comes out as a string.
 * Criteo's IDs have 18 digits, and some answers carry them as numbers.
 * @returns `undefined` when the text is not JSON.
 */
export function parseJsonText(text: string): JsonValue | undefined {
  const value = parse(text);
  if (value === undefined || !anyLongNumber.test(text)) return value;
  return parse(text.replace(tokens, quoteLongInteger));
}

function quoteLongInteger(token: string): string {
  return integer.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
}

function parse(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
