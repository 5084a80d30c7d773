/**
 * A remote tree as a manifest would say it: operands that stay keep their order and their spelling, new
 * ones come where they are remotely. In come trees over keys of segments; out comes the manifest's JSON.
 */
import { type Algebra, algebraLeaves } from '../../model/algebra.ts';
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import { mergeOrder, type RankedItem } from './merge-order.ts';

export interface WrittenAlgebra {
  /** As the manifest has it. */
  readonly json: JsonValue;
  /** The key of the segment behind a leaf, by the place of the leaf below the entity. */
  readonly keyAt: (path: readonly (string | number)[]) => string | null;
}

/** A node of the manifest beside its meaning. */
interface WrittenNode {
  readonly json: JsonValue;
  readonly tree: Algebra<string>;
  readonly operands: readonly WrittenNode[];
}

/** @param write a segment that the manifest does not mention yet. */
export function mergeAlgebra(
  written: WrittenAlgebra | null,
  remote: Algebra<string>,
  write: (key: string) => JsonValue,
): JsonValue {
  const root = written && readNode(written.json, ['algebra'], written.keyAt);
  const known = new Map<string, WrittenNode>();
  for (const node of root ? allNodes(root) : []) {
    const key = meaningOf(node.tree);
    if (!known.has(key)) known.set(key, node);
  }
  const build = (tree: Algebra<string>, beside: WrittenNode | null): JsonValue => {
    const meaning = meaningOf(tree);
    const same = beside && meaningOf(beside.tree) === meaning ? beside : known.get(meaning);
    if (same) return same.json;
    if ('segment' in tree) return write(tree.segment);
    const nodes = beside && operatorOf(beside.tree) === operatorOf(tree) ? beside.operands : [];
    if ('not' in tree) return { not: build(tree.not, nodes[0] ?? null) };
    const operands = pairOperands(operandsOf(tree), nodes);
    return { [operatorOf(tree)]: operands.map(({ operand, node }) => build(operand, node)) };
  };
  return build(withoutSingles(remote), root);
}

interface Pair {
  readonly operand: Algebra<string>;
  readonly node: WrittenNode | null;
}

/** The operands in the manifest's order, each beside the one that it was. */
function pairOperands(
  operands: readonly Algebra<string>[],
  nodes: readonly WrittenNode[],
): readonly Pair[] {
  const open = operands.map((operand, rank) => ({ operand, rank }));
  const pairs = new Map<WrittenNode, RankedItem<Pair>>();
  const take = (isSame: (operand: Algebra<string>, node: WrittenNode) => boolean) => {
    for (const node of nodes) {
      if (pairs.has(node)) continue;
      const at = open.findIndex(({ operand }) => isSame(operand, node));
      const [found] = at === -1 ? [] : open.splice(at, 1);
      if (found) pairs.set(node, { item: { operand: found.operand, node }, rank: found.rank });
    }
  };
  take((operand, { tree }) => meaningOf(operand) === meaningOf(tree));
  take(
    (operand, { tree }) => operatorOf(operand) === operatorOf(tree) && sharesLeaf(operand, tree),
  );
  // One that comes alone where one of its sort goes takes its place.
  if (open.length === 1 && pairs.size === nodes.length - 1) {
    take((operand, { tree }) => operatorOf(operand) === operatorOf(tree));
    if (pairs.size === nodes.length) return nodes.flatMap((node) => pairs.get(node)?.item ?? []);
  }
  return mergeOrder(
    nodes.flatMap((node) => pairs.get(node) ?? []),
    open.map(({ operand, rank }) => ({ item: { operand, node: null }, rank })),
  );
}

function readNode(
  json: JsonValue,
  path: readonly (string | number)[],
  keyAt: WrittenAlgebra['keyAt'],
): WrittenNode | null {
  const key = keyAt(path);
  if (key !== null) return { json, tree: { segment: key }, operands: [] };
  if (!isJsonObject(json)) return null;
  if (json['not'] !== undefined && json['not'] !== null) {
    const operand = readNode(json['not'], [...path, 'not'], keyAt);
    return operand && { json, tree: { not: operand.tree }, operands: [operand] };
  }
  for (const operator of ['and', 'or'] as const) {
    const list = json[operator];
    if (!Array.isArray(list)) continue;
    const operands = list.map((each, at) => readNode(each, [...path, operator, at], keyAt));
    const sound = operands.filter((each) => each !== null);
    if (sound.length !== operands.length) return null;
    const trees = sound.map(({ tree }) => tree);
    return { json, tree: operator === 'and' ? { and: trees } : { or: trees }, operands: sound };
  }
  return null;
}

function allNodes(node: WrittenNode): readonly WrittenNode[] {
  return [node, ...node.operands.flatMap(allNodes)];
}

/** Equal for trees that differ in the order of operands alone. */
function meaningOf(tree: Algebra<string>): string {
  if ('segment' in tree) return JSON.stringify(tree.segment);
  if ('not' in tree) return `not(${meaningOf(tree.not)})`;
  return `${operatorOf(tree)}(${operandsOf(tree).map(meaningOf).sort().join(',')})`;
}

function operatorOf(tree: Algebra<string>): string {
  return Object.keys(tree)[0] ?? '';
}

function operandsOf(tree: Algebra<string>): readonly Algebra<string>[] {
  if ('and' in tree) return tree.and;
  return 'or' in tree ? tree.or : [];
}

function sharesLeaf(a: Algebra<string>, b: Algebra<string>): boolean {
  const keys = new Set(algebraLeaves(a));
  return algebraLeaves(b).some((key) => keys.has(key));
}

/** `and` and `or` of one operand are that operand; manifests want two at least. */
function withoutSingles(tree: Algebra<string>): Algebra<string> {
  if ('segment' in tree) return tree;
  if ('not' in tree) return { not: withoutSingles(tree.not) };
  const operands = operandsOf(tree).map(withoutSingles);
  const [only, second] = operands;
  if (only && !second) return only;
  return 'and' in tree ? { and: operands } : { or: operands };
}
