import type { JsonValue } from '../../model/text/json.ts';
import { endOfText, parseJson } from '../../model/text/parse-json.ts';

const anyLongNumber = /\d{16}/u;
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const beginsNumber = /[-\d]/u;
const integer = /^-?\d+$/u;

/**
 * Parses JSON without losing digits: an integer that a double cannot hold comes out as a string.
 * Criteo's IDs have 18 digits, and some answers carry them as numbers.
 * @returns `undefined` when the text is not JSON, or nested or filled beyond all answers.
 */
export function parseJsonText(text: string): JsonValue | undefined {
  const value = parse(text);
  if (value === undefined || !anyLongNumber.test(text)) return value;
  return parse(quoteLongIntegers(text));
}

/** @param text JSON. */
function quoteLongIntegers(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') at = endOfText(text, at);
    else if (beginsNumber.test(character)) {
      number.lastIndex = at;
      const token = number.exec(text)?.[0] ?? character;
      if (integer.test(token) && !Number.isSafeInteger(Number(token))) {
        parts.push(text.slice(from, at), `"${token}"`);
        from = at + token.length;
      }
      at += token.length - 1;
    }
  }
  return parts.join('') + text.slice(from);
}

function parse(text: string): JsonValue | undefined {
  const parsed = parseJson(text);
  return 'value' in parsed ? parsed.value : undefined;
}
