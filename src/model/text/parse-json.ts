/** Every JSON text that comes from outside: from a file, the API, or a server in its place. */
import type { JsonValue } from './json.ts';

export type JsonFault = 'not-json' | 'too-deep' | 'too-large';

export type ParsedJson = { readonly value: JsonValue } | { readonly fault: JsonFault };

/**
 * A tree of ten levels (the API's limit for an algebra) takes some thirty. What goes through a value
 * calls itself once a level, and the stack is finite.
 */
const maxJsonDepth = 100;

const faults: Readonly<Record<JsonFault, string>> = {
  'not-json': 'is not JSON',
  'too-deep': `is JSON nested deeper than ${maxJsonDepth} levels`,
  'too-large': 'is too large to be read',
};

/** The words of a sentence that begins with what holds the text. */
export function describeJsonFault(fault: JsonFault): string {
  return faults[fault];
}

/** Five accounts of 100,000 entities. Each value takes memory, however short its text. */
const maxJsonValues = 20_000_000;

/** Parses an unchecked text. */
export function parseJson(text: string): ParsedJson {
  const fault = findExcess(text);
  if (fault !== null) return { fault };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { fault: 'not-json' };
  }
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const [openList, closeList] = [0x5b, 0x5d];
const [openMap, closeMap] = [0x7b, 0x7d];

/** What is too much of a text, found without building anything of it. */
function findExcess(text: string): JsonFault | null {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfText(text, at);
    else if (code === comma) values += 1;
    else if (code === openList || code === openMap) {
      depth += 1;
      values += 1;
    } else if (code === closeList || code === closeMap) depth -= 1;
    if (depth > maxJsonDepth) return 'too-deep';
    if (values > maxJsonValues) return 'too-large';
  }
  return null;
}

/**
 * Where a text inside of a JSON text ends: the quote with an even number of backslashes before it. It is
 * not found by a regular expression, to which each escape is a place to go back to, and which has room
 * for a few million of them.
 *
 * @param start its first quote.
 */
export function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === backslash) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}
