/** Hints for a node of an algebra with more than one operator. */
import { readAlgebra } from '../model/algebra.ts';
import { yamlFlow } from '../model/hints/hint-for-name.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/text/json.ts';
import type { Path } from '../yaml-source/findings/schema-finding.ts';

/**
 * The tree that the operators beside each other mean.
 *
 * @returns null for any other node, and where there are too many ways to read it, as below another not.
 */
export function hintForOperators(path: Path, node: JsonValue | undefined): string | null {
  if (!path.includes('algebra') || path.includes('not') || !isJsonObject(node)) return null;
  const { not, ...rest } = node;
  const parts = Object.entries(rest).map(([key, value]) => nodeOf(key, value ?? null));
  const [first, second, ...more] = parts;
  if (!first || second === null || more.length > 0) return null;
  if (not === undefined) {
    if (second === undefined) return null;
    const [both, either] = [treeOf('and', [first, second]), treeOf('or', [first, second])];
    if (both === null || either === null) return null;
    return `For people who meet both, write ${both}. For people who meet either, write ${either}.`;
  }
  const tree = second === undefined ? treeOf('and', [first, { not }]) : null;
  return tree === null ? null : `Write ${tree}.`;
}

/** One operand alone stands for itself. */
function nodeOf(key: string, value: JsonValue): JsonValue {
  if (key === 'segment') return value;
  const [only] = Array.isArray(value) && value.length === 1 ? value : [];
  return only ?? { [key]: value };
}

/** Operands of the same operator join its list. */
function treeOf(operator: 'and' | 'or', nodes: readonly JsonValue[]): string | null {
  const operands = nodes.flatMap((node) => {
    const list = isJsonObject(node) ? node[operator] : undefined;
    return Array.isArray(list) ? list : [node];
  });
  const tree: JsonObject = { [operator]: operands };
  return readAlgebra(tree) === null ? null : `${operator}: ${yamlFlow(operands)}`;
}
