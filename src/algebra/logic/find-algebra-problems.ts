import { type Algebra, algebraLeaves } from '../../model/algebra.ts';
import { blameConstant } from './blame-constant.ts';
import { maxDecidedSegments } from './decide-algebra.ts';
import { createDecisionDiagram, type DecisionDiagram } from './decision-diagram.ts';
import { isLimited } from './is-limited.ts';
import {
  type AlgebraPath,
  createDecideNode,
  type DecideNode,
  type PlacedNode,
  placeNodes,
  withoutNodes,
} from './placed-node.ts';

/** Something in a tree that its author can hardly have meant. */
export interface AlgebraProblem {
  /** It is always empty; it holds everyone; or it holds the same people without an operand. */
  readonly kind: 'contradiction' | 'tautology' | 'operand-without-effect';
  /** The smallest parts that are to blame together, in reading order; one for an operand. */
  readonly parts: readonly AlgebraPath[];
  /** The operand beside it that takes the effect away from an operand; null where no single one does. */
  readonly because: AlgebraPath | null;
  /** A tree without the problem: the same people for an operand, a guess for a contradiction. */
  readonly rewrite: Algebra<string> | null;
}

/**
 * What logic finds wrong with a tree of segment keys, for any people in the segments. Nothing is found
 * in trees of more than twenty different segments.
 */
export function findAlgebraProblems(algebra: Algebra<string>): readonly AlgebraProblem[] {
  const leaves = algebraLeaves(algebra);
  const segments = new Set(leaves).size;
  // A tree that names every segment once depends on each of them.
  if (segments === leaves.length || segments > maxDecidedSegments) return [];
  const diagram = createDecisionDiagram();
  const decide = createDecideNode(algebra, diagram);
  const root = placeNodes(algebra);
  const decision = decide(root);
  if (typeof decision === 'boolean') return [constantProblem(root, decision, decide, diagram)];
  return operandProblems(root, decide, diagram);
}

function constantProblem(
  root: PlacedNode,
  decision: boolean,
  decide: DecideNode,
  diagram: DecisionDiagram,
): AlgebraProblem {
  const parts = blameConstant(root, decision ? 'always' : 'never', decide, diagram);
  const rewrites = parts.toReversed().map((part) => withoutNodes(root, new Set([part])));
  const isSound = (tree: Algebra<string> | null) => {
    if (tree === null || !isLimited(tree)) return false;
    return typeof decide(placeNodes(tree)) !== 'boolean';
  };
  const rewrite = rewrites.find(isSound) ?? null;
  return {
    kind: decision ? 'tautology' : 'contradiction',
    parts: parts.map(({ path }) => path),
    because: null,
    // What is left may hold twins of what was taken out.
    rewrite: rewrite && (findAlgebraProblems(rewrite)[0]?.rewrite ?? rewrite),
  };
}

/** Takes out, from the last to the first and the larger before the smaller, what changes nothing. */
function operandProblems(
  root: PlacedNode,
  decide: DecideNode,
  diagram: DecisionDiagram,
): readonly AlgebraProblem[] {
  const decision = decide(root);
  const without = new Set<PlacedNode>();
  const found: { readonly operand: PlacedNode; readonly because: PlacedNode | null }[] = [];
  const visit = (node: PlacedNode) => {
    for (const operand of node.operands.toReversed()) {
      const others = node.operands.filter((other) => other !== operand && !without.has(other));
      if (others.length > 0 && decide(root, new Set([...without, operand])) === decision) {
        without.add(operand);
        found.push({ operand, because: findCause(node, operand, others, decide, diagram) });
      } else {
        visit(operand);
      }
    }
  };
  visit(root);
  const rewrite = withoutNodes(root, without);
  return found.toReversed().map(({ operand, because }) => ({
    kind: 'operand-without-effect',
    parts: [operand.path],
    because: because?.path ?? null,
    rewrite,
  }));
}

/** Of an `and`, an operand that this one contains; of an `or`, one that contains this one. */
function findCause(
  parent: PlacedNode,
  operand: PlacedNode,
  others: readonly PlacedNode[],
  decide: DecideNode,
  diagram: DecisionDiagram,
): PlacedNode | null {
  const own = decide(operand);
  const isCause = (other: PlacedNode) => {
    const both = diagram.and(own, decide(other));
    return both === ('and' in parent.algebra ? decide(other) : own);
  };
  return typeof own === 'boolean' ? null : (others.find(isCause) ?? null);
}
