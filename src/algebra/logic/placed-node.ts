import type { Algebra } from '../../model/algebra.ts';
import type { Decision, DecisionDiagram } from './decision-diagram.ts';

/** Where a node stands below the root, as in the manifest: `['and', 1, 'not']`. */
export type AlgebraPath = readonly (string | number)[];

/** A node that knows its place. */
export interface PlacedNode {
  readonly path: AlgebraPath;
  readonly algebra: Algebra<string>;
  readonly operands: readonly PlacedNode[];
}

export function placeNodes(algebra: Algebra<string>, path: AlgebraPath = []): PlacedNode {
  const place = (key: string, operands: readonly Algebra<string>[]) =>
    operands.map((operand, index) => placeNodes(operand, [...path, key, index]));
  if ('segment' in algebra) return { path, algebra, operands: [] };
  if ('not' in algebra) {
    return { path, algebra, operands: [placeNodes(algebra.not, [...path, 'not'])] };
  }
  const operands = 'and' in algebra ? place('and', algebra.and) : place('or', algebra.or);
  return { path, algebra, operands };
}

/** The function of a tree that operands may be taken out of. */
export type DecideNode = (node: PlacedNode, without?: ReadonlySet<PlacedNode>) => Decision;

/** @param variable of a segment's key. */
export function createDecideNode(
  { not, and, or }: DecisionDiagram,
  variable: (key: string) => Decision,
): DecideNode {
  const decide: DecideNode = (node, without) => {
    const { algebra } = node;
    if ('segment' in algebra) return variable(algebra.segment);
    const operands = node.operands
      .filter((operand) => !without?.has(operand))
      .map((operand) => decide(operand, without));
    if ('not' in algebra) return operands.reduce((_, operand) => not(operand), true);
    return 'and' in algebra ? operands.reduce(and, true) : operands.reduce(or, false);
  };
  return decide;
}

/** The tree with operands taken out; operators that have nothing left to do give way. */
export function withoutNodes(
  node: PlacedNode,
  without: ReadonlySet<PlacedNode>,
): Algebra<string> | null {
  if ('segment' in node.algebra) return node.algebra;
  const operands = node.operands
    .filter((operand) => !without.has(operand))
    .map((operand) => withoutNodes(operand, without))
    .filter((operand) => operand !== null);
  const [only] = operands;
  if (only === undefined) return null;
  if ('not' in node.algebra) return 'not' in only ? only.not : { not: only };
  if (operands.length === 1) return only;
  return 'and' in node.algebra ? { and: operands } : { or: operands };
}
