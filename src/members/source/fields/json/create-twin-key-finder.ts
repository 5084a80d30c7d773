/**
 * Whether a key that may lead to the identifier stands twice in one object: then it is not known which of
 * the two is meant, and the parser would take the last one without a word.
 *
 * @param key null where the object has only one; `user.email` also leads to email inside user.
 * @returns what is asked for each valid JSON object.
 */
export function createTwinKeyFinder(key: string | null): (json: string) => boolean {
  const steps = key === null ? null : stepsOf(key);
  const keys = new Set(steps?.flatMap(({ whole, first }) => [whole, first]));
  const quoted = steps && [...keys].map((each) => JSON.stringify(each));
  return (json) => mayHaveTwin(json, quoted) && findTwin(json, steps);
}

/** What may be the next key: all the rest, or the first part of it. */
interface Step {
  readonly whole: string;
  readonly first: string;
}

function stepsOf(key: string): readonly Step[] {
  const parts = key.split('.');
  return parts.map((first, at) => ({ whole: parts.slice(at).join('.'), first }));
}

/** Nearly no line is looked at any closer. */
function mayHaveTwin(json: string, quoted: readonly string[] | null): boolean {
  if (quoted === null) return isTwice(json, ':');
  return json.includes('\\') || quoted.some((key) => isTwice(json, key));
}

function isTwice(json: string, part: string): boolean {
  return json.indexOf(part) !== json.lastIndexOf(part);
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:]/gu;

/** An object that is being read, or a list. */
interface Open {
  readonly keys: Set<string>;
  /** How many keys led here; null where they are others. */
  readonly depth: number | null;
  /** The last key that was read. */
  key: string | null;
}

function findTwin(json: string, steps: readonly Step[] | null): boolean {
  const open: Open[] = [];
  let text: string | null = null;
  for (const [token] of json.matchAll(tokens)) {
    const inside = open.at(-1);
    if (token === ':' && text !== null && inside?.keys.has(text)) {
      if (isMeant(inside, text, steps)) return true;
    }
    walk(open, token, text, steps);
    text = token.startsWith('"') ? unquote(token) : null;
  }
  return false;
}

/** @param text the token before, where it was a text. */
function walk(open: Open[], token: string, text: string | null, steps: readonly Step[] | null) {
  const inside = open.at(-1);
  if (token === '}' || token === ']') open.pop();
  else if (token === '[') open.push({ keys: new Set(), depth: null, key: null });
  else if (token === '{') open.push({ keys: new Set(), depth: depthIn(inside, steps), key: null });
  else if (token === ':' && inside && text !== null) {
    inside.keys.add(text);
    inside.key = text;
  }
}

function isMeant({ depth }: Open, key: string, steps: readonly Step[] | null): boolean {
  if (depth === null) return false;
  if (steps === null) return depth === 0;
  const step = steps[depth];
  return key === step?.whole || key === step?.first;
}

function depthIn(inside: Open | undefined, steps: readonly Step[] | null): number | null {
  if (inside === undefined) return 0;
  const { depth, key } = inside;
  return depth !== null && steps !== null && key === steps[depth]?.first ? depth + 1 : null;
}

function unquote(token: string): string {
  const text: unknown = JSON.parse(token);
  return typeof text === 'string' ? text : token;
}
