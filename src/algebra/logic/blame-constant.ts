import type { Decision, DecisionDiagram } from './decision-diagram.ts';
import type { DecideNode, PlacedNode } from './placed-node.ts';

/** What nodes stand for, of all people that there can be. */
export interface PossiblePeople {
  readonly decide: DecideNode;
  readonly everyone: Decision;
}

/**
 * The smallest part of a tree that makes it empty (`never`) or hold everyone (`always`): operands
 * of one operator that do it together, though no fewer of them would. In reading order.
 */
export function blameConstant(
  node: PlacedNode,
  constant: 'never' | 'always',
  people: PossiblePeople,
  diagram: DecisionDiagram,
): readonly PlacedNode[] {
  const { decide, everyone } = people;
  const wanted = constant === 'always' ? everyone : false;
  const { algebra, operands } = node;
  if ('not' in algebra) {
    return operands.flatMap((operand) =>
      blameConstant(operand, constant === 'always' ? 'never' : 'always', people, diagram),
    );
  }
  const joined = 'and' in algebra ? flatten(node, 'and') : flatten(node, 'or');
  // Alone: one operand of an `and` that is never, or the first of an `or`, where all of them are.
  const alone = joined.find((operand) => decide(operand) === wanted);
  if (alone) return blameConstant(alone, constant, people, diagram);
  const [join, none] = constant === 'always' ? [diagram.or, false] : [diagram.and, everyone];
  const together = (parts: readonly PlacedNode[]): Decision =>
    parts.map((part) => decide(part)).reduce(join, none);
  const needed = joined.reduceRight<readonly PlacedNode[]>((parts, operand) => {
    const fewer = parts.filter((part) => part !== operand);
    return together(fewer) === wanted ? fewer : parts;
  }, joined);
  return needed.length === 0 ? [node] : needed;
}

/** The operands of an operator and of those of its kind directly inside it. */
function flatten(node: PlacedNode, operator: 'and' | 'or'): readonly PlacedNode[] {
  return node.operands.flatMap((operand) =>
    operator in operand.algebra ? flatten(operand, operator) : [operand],
  );
}
