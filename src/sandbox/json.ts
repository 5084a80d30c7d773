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

/** Deeper than any request or data file. What goes through a value calls itself once a level. */
const maxDepth = 100;

/** More than any data file holds; each takes memory, however short its text. */
const maxValues = 20_000_000;

const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const beginsNumber = /[-\d]/;

/**
 * Reads JSON without losing a digit: whole numbers beyond 2^53 come out as strings, the form that
 * the API documents for IDs.
 * @throws SyntaxError when the text is not JSON, or is beyond all that the API takes
 */
export function parseJson(text: string): JsonValue {
  checkBounds(text);
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') at = endOfText(text, at);
    else if (beginsNumber.test(character)) {
      number.lastIndex = at;
      const [token = character] = number.exec(text) ?? [];
      if (/^-?\d{16,}$/.test(token)) {
        parts.push(text.slice(from, at), `"${token}"`);
        from = at + token.length;
      }
      at += token.length - 1;
    }
  }
  return JSON.parse(parts.join('') + text.slice(from));
}

/** The depth by which a bracket changes. */
const steps: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

function checkBounds(text: string): void {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') at = endOfText(text, at);
    const step = steps[character] ?? 0;
    depth += step;
    if (step > 0 || character === ',') values += 1;
    if (depth > maxDepth || values > maxValues) throw new SyntaxError('more than can be read');
  }
}

/** The quote that ends a text: the first with an even number of backslashes before it. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text[before] === '\\') before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}
