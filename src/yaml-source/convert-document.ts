/**
 * A parsed YAML document as JSON, in one pass: IDs as text, aliases shared, merge keys applied.
 * The nodes stay what they are, so that any place can be looked up later.
 */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { foreignVariableIn } from '../model/hints/foreign-variable.ts';
import type { JsonValue } from '../model/text/json.ts';
import { type Anchors, createAnchors } from './anchors.ts';
import type { YamlProblem } from './findings/yaml-problem.ts';
import { hasVariables, insertVariables, type VariableLookup } from './insert-variables.ts';
import { isMergeKey, nodeOfKey, readKey, setKey } from './map-keys.ts';
import { maxDepth } from './parse-documents.ts';
import { type ScalarRole, scalarRoleOf } from './scalar-role.ts';

export interface ConvertedDocument {
  readonly value: JsonValue;
  readonly problems: readonly YamlProblem[];
  readonly anchors: Anchors;
}

interface Context {
  /** Null leaves `${var.NAME}` as it is. */
  readonly variables: VariableLookup | null;
  readonly text: string;
  readonly anchors: Anchors;
  readonly problems: YamlProblem[];
  /** Inside a schema, keys such as `retailerId` have schemas behind them: `false` is no ID there. */
  readonly isInSchema: boolean;
  /** Texts with an anchor in front of them. */
  readonly anchored: { readonly node: Scalar; readonly anchor: string }[];
}

/** Converts the contents of one document; what is wrong with them is returned beside the value. */
export function convertDocument(
  document: Document.Parsed,
  text: string,
  variables: VariableLookup | null = null,
): ConvertedDocument {
  const problems: YamlProblem[] = [];
  const anchors = createAnchors();
  const context: Context = {
    ...{ text, anchors, problems, variables, isInSchema: false, anchored: [] },
  };
  const value = convertNode(document.contents, 'plain', 0, context);
  for (const { node, anchor } of context.anchored) {
    const rest = typeof node.value === 'string' ? node.value : '';
    if (!anchors.isUsed(node)) problems.push({ kind: 'anchor-in-text', node, anchor, text: rest });
  }
  return { value, problems, anchors };
}

function convertNode(node: unknown, role: ScalarRole, depth: number, context: Context): JsonValue {
  if (isAlias(node)) return convertAlias(node, role, depth, context);
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
  const { anchors } = context;
  if (node.anchor !== undefined) anchors.open(node, node.anchor, depth);
  if (node.anchor !== undefined && isScalar(node) && isText(role) && node.type === 'PLAIN') {
    context.anchored.push({ node, anchor: node.anchor });
  }
  anchors.count(depth);
  const value = isScalar(node)
    ? convertScalar(node, role, context)
    : convertCollection(node, role, depth, context);
  if (node.anchor !== undefined) anchors.close(node, value);
  return value;
}

function convertCollection(
  node: YAMLMap | YAMLSeq,
  role: ScalarRole,
  depth: number,
  context: Context,
): JsonValue {
  if (depth >= maxDepth) {
    context.problems.push({ kind: 'too-deep', node });
    return null;
  }
  if (isMap(node)) return convertMap(node, depth, context);
  return node.items.map((item) => convertNode(item, role, depth + 1, context));
}

function convertScalar(node: Scalar, role: ScalarRole, context: Context): JsonValue {
  const { value, source, type } = node;
  const isPlain = type === 'PLAIN';
  if (typeof value === 'string') {
    if (isPlain && isText(role) && isCutByComment(node, context.text)) {
      context.problems.push({ kind: 'cut-by-comment', node, text: value });
    }
    return convertText(node, value, role, context);
  }
  if (role === 'id' && isPlain && value !== null) return source ?? String(value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  // Binary data, timestamps and the like, which only an explicit tag or an old YAML version brings.
  return source ?? String(value);
}

function convertText(node: Scalar, text: string, role: ScalarRole, context: Context): JsonValue {
  const { variables, problems } = context;
  if (variables === null) return text;
  const found = isText(role) && text.includes('${') ? foreignVariableIn(text) : null;
  if (found !== null) {
    problems.push({
      kind: 'foreign-variable',
      node,
      found,
      near: variables.suggest(found.name)?.name,
    });
  }
  if (!hasVariables(text)) return text;
  const { value, unknown } = insertVariables(text, role, variables);
  for (const name of unknown) {
    problems.push({ kind: 'unknown-variable', node, text: name, near: variables.suggest(name) });
  }
  return value;
}

function isText(role: ScalarRole): boolean {
  return role === 'name' || role === 'text';
}

/**
 * Whether all that a key has is a comment in its line, as in `description: #1 shop`. With a blank after `#` it is one,
 * but for keys of text.
 */
function hasOnlyComment({ key, value }: Pair, role: ScalarRole, text: string): boolean {
  if (!isScalar(value) || value.value !== null || (value.source ?? '') !== '') return false;
  const end = isScalar(key) ? (key.range?.[1] ?? text.length) : text.length;
  const comment = /^\s*:[ \t]+#(.*)/u.exec(text.slice(end, end + nearby))?.[1];
  return comment !== undefined && comment.trim() !== '' && (isText(role) || /^\S/u.test(comment));
}

/** How much is looked at: lines may be endless. */
const nearby = 80;

/** Whether a `#` directly followed by text ends the scalar, as in `- Promo #1`. */
function isCutByComment(node: Scalar, text: string): boolean {
  const end = node.range?.[1] ?? text.length;
  const after = text.charAt(end);
  return (after === ' ' || after === '\t') && /^[ \t]+#\S/u.test(text.slice(end, end + nearby));
}

function convertAlias(node: Alias, role: ScalarRole, depth: number, context: Context): JsonValue {
  const target = context.anchors.resolve(node);
  if (target === null) {
    context.problems.push({ kind: 'unknown-alias', node, text: node.source });
    return null;
  }
  if (context.anchors.isOpen(target)) {
    context.problems.push({ kind: 'alias-in-itself', node, text: node.source });
    return null;
  }
  // The same text may be a number at its anchor and an ID at its alias.
  if (role !== 'plain' && !isMap(target)) return convertNode(target, role, depth, context);
  const known = context.anchors.reuse(target, depth);
  if (known === 'too-deep') {
    context.problems.push({ kind: 'too-deep', node });
    return null;
  }
  if (known === null) {
    // Once is enough: where one alias is too many, all that follow are.
    const isKnown = context.problems.some(({ kind }) => kind === 'too-many-aliases');
    if (!isKnown) context.problems.push({ kind: 'too-many-aliases', node });
    return null;
  }
  return known.value;
}

function convertMap(map: YAMLMap, depth: number, context: Context): JsonValue {
  const object: { [key: string]: JsonValue } = {};
  const merges: Pair[] = [];
  const first = new Map<string, Node>();
  const twins: Twin[] = [];
  for (const pair of map.items) {
    const key = readKey(pair);
    if (key === null) {
      context.problems.push({ kind: 'bad-key', node: nodeOfKey(pair) ?? map });
      continue;
    }
    const twin = first.get(key.text);
    if (twin !== undefined) twins.push({ ...key, twin, keysBefore: first.size });
    first.set(key.text, twin ?? key.node);
    if (isMergeKey(pair)) {
      merges.push(pair);
      continue;
    }
    setKey(object, key.text, convertPair(pair, key, depth, context));
  }
  judgeTwins(twins, map.flow === true, context);
  for (const pair of merges) mergeInto(object, pair, depth, context);
  return object;
}

/** The value of a pair of a map. */
function convertPair(
  pair: Pair,
  { node, text }: { readonly node: Node; readonly text: string },
  depth: number,
  context: Context,
): JsonValue {
  const role = context.isInSchema ? 'plain' : scalarRoleOf(text);
  if (text === 'name') findOtherQuotes(pair.value, context);
  if (hasOnlyComment(pair, role, context.text)) {
    const ofText = isText(role);
    context.problems.push({ kind: 'only-comment', node, text, ofText });
  }
  const below = text === 'schema' ? { ...context, isInSchema: true } : context;
  return convertNode(pair.value, role, depth + 1, below);
}

interface Twin {
  readonly node: Node;
  readonly text: string;
  readonly twin: Node;
  /** How many keys the map has before it. */
  readonly keysBefore: number;
}

/** What follows a second name is a second entry. */
function judgeTwins(twins: readonly Twin[], inBraces: boolean, { problems }: Context): void {
  for (const { node, text, twin, keysBefore } of twins) {
    if (text === 'name' && keysBefore > 1) {
      problems.push({ kind: 'missing-dash', node, twin, inBraces });
      return;
    }
    problems.push({ kind: 'duplicate-key', node, text, twin });
  }
}

/** Quotes as text programs make them. */
function findOtherQuotes(node: unknown, { problems }: Context): void {
  if (!isScalar(node) || typeof node.value !== 'string' || node.type !== 'PLAIN') return;
  if (/^[“”„‟‘’‚].+[“”‟‘’]$/u.test(node.value)) {
    problems.push({ kind: 'other-quotes', node, text: node.value });
  }
}

function mergeInto(
  object: { [key: string]: JsonValue },
  pair: Pair,
  depth: number,
  context: Context,
): void {
  const merged = convertNode(pair.value, 'plain', depth + 1, context);
  for (const source of Array.isArray(merged) ? merged : [merged]) {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) {
      if (isScalar(pair.key)) context.problems.push({ kind: 'bad-merge', node: pair.key });
      continue;
    }
    for (const [key, value] of Object.entries(source)) {
      if (!Object.hasOwn(object, key)) setKey(object, key, value);
    }
  }
}
