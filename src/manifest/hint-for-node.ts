/** Hints for algebra that is not written as a node is: by people who know YAML, logic or the API in other words. */

import {
  hintForExcluded,
  hintForExclusion,
  hintForId,
  hintForSeveral,
  isExcluded,
  yamlText,
} from '../model/hints/hint-for-name.ts';
import { nearest } from '../model/name.ts';
import { isJsonObject, type JsonValue } from '../model/text/json.ts';
import type { Path } from '../yaml-source/findings/schema-finding.ts';
import { markAsDash } from '../yaml-source/syntax/mark-as-dash.ts';

/** Words of other languages for operators. */
const otherWords: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ...['all', 'allof', 'every', '&', '&&'].map((word) => [word, 'and'] as const),
  ...['any', 'anyof', 'some', '|', '||'].map((word) => [word, 'or'] as const),
  ...['exclude', 'except', 'without', 'none', 'minus', '!', '-'].map(
    (word) => [word, 'not'] as const,
  ),
]);

/** For a value that is neither a name nor a map, that is empty, or no list where one has to be. */
export function hintForNode(
  path: Path,
  value: unknown,
  written: string | null = null,
): string | null {
  const key = path.at(-1);
  if (isEmpty(value)) return hintForEmpty(key, value);
  if (key === 'and' || key === 'or') return hintForOperand(key, value);
  if (typeof value === 'number') {
    const text = written ?? String(value);
    const ofId = hintForId(text, path);
    return ofId && `${ofId} If it is a name, put it in quotes: "${text}".`;
  }
  if (!Array.isArray(value)) return null;
  const names = value.filter((item) => typeof item === 'string');
  if (names.length !== value.length || names.length === 0) {
    return 'Put the list under and, or, or or not: and: [SEGMENT, OTHER].';
  }
  const [only, second] = names;
  if (second === undefined && only !== undefined) {
    return key === 'not' ? `Write not: ${yamlText(only)}.` : `Write only ${yamlText(only)}.`;
  }
  return key === 'not' ? hintForExcluded(names) : hintForSeveral(names);
}

function isEmpty(value: unknown): boolean {
  if (value === null || (Array.isArray(value) && value.length === 0)) return true;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

function hintForEmpty(key: Path[number] | undefined, value: unknown): string {
  const ofHash = value === null ? ' Put a name that begins with # in quotes.' : '';
  if (key === 'and' || key === 'or') {
    return `Name two segments or more: ${key}: [SEGMENT, OTHER].${ofHash}`;
  }
  if (key === 'not') return `Name the segment to exclude: not: SEGMENT.${ofHash}`;
  return key === 'algebra'
    ? `Name a segment: algebra: SEGMENT. For several segments, write algebra: { and: [SEGMENT, OTHER] }, or the same with or.${ofHash}`
    : `Name a segment, or remove this.${ofHash}`;
}

/** One operand makes no combination, so that it stays open which other one was meant. */
function hintForOperand(key: 'and' | 'or', value: unknown): string | null {
  const mark = typeof value === 'string' ? markAsDash(value) : null;
  if (mark !== null) return mark.hint;
  if (typeof value === 'string') return `Write a list: ${key}: [${yamlText(value)}, OTHER].`;
  return isJsonObject(value)
    ? `Write a dash before each item of "${key}", or put them in [ ].`
    : null;
}

/** For a key of a node that is no operator. */
export function hintForNodeKey(
  node: JsonValue | undefined,
  key: string,
  { path, known }: { readonly path: Path; readonly known: readonly string[] },
): string | null {
  const value = isJsonObject(node) ? node[key] : undefined;
  if (key === 'audienceSegmentId') return hintForApiKey(value);
  const operator = otherWords.get(key.toLowerCase());
  if (operator !== undefined && typeof value === 'object') {
    if (operator !== 'not' || !path.includes('not')) return `Write ${operator} instead of ${key}.`;
    return isExcluded(path) ? hintForNode(path, value) : null;
  }
  if (operator === 'not' && typeof value === 'string') {
    const exclusion = hintForExclusion(value, path);
    return [exclusion, hintForName(node, key)].filter((hint) => hint !== null).join(' ');
  }
  const [, negated] = /^not\s+(\S.*)$/iu.exec(key) ?? [];
  if (negated !== undefined) return hintForNegatedKey(key, negated, { value, path });
  if (nearest(key, known).length > 0) return null;
  return hintForName(node, key);
}

/** Pasted from the API's pages or answers. */
function hintForApiKey(id: JsonValue | undefined): string {
  const isId = (typeof id === 'string' || typeof id === 'number') && /^\d+$/u.test(`${id}`);
  return `Write { segmentId: "${isId ? id : 'ID'}" }, or only the name of the segment.`;
}

/** `{ not Customers }` is a key without a value, and `not segment: Customers` a key of two words. */
function hintForNegatedKey(
  key: string,
  rest: string,
  { value, path }: { readonly value: JsonValue | undefined; readonly path: Path },
): string | null {
  if (value !== null) {
    return typeof value === 'string' && rest === 'segment' ? hintForExclusion(value, path) : null;
  }
  // It stands in braces of its own, in every kind of list.
  const exclusion = hintForExclusion(rest, isExcluded(path) ? path : [...path, key]);
  const ifName = `If "${key}" is a name, write it in quotes and without braces.`;
  return exclusion === null ? ifName : `${exclusion} ${ifName}`;
}

/** `- Buyers: 30 days` is a map to YAML, and was meant to be a name. */
function hintForName(node: JsonValue | undefined, key: string): string | null {
  if (!isJsonObject(node)) return null;
  const value = node[key];
  const isScalar = value === null || typeof value !== 'object';
  if (!isScalar || Object.keys(node).length !== 1) return null;
  const rest = value === null ? '' : ` ${String(value)}`;
  return `If this is a name, put it in quotes: "${key}:${rest}". Without quotes, the colon makes a YAML map.`;
}
