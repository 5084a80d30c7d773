import { type Algebra, algebraLeaves } from '../../model/algebra.ts';
import { blameConstant, type PossiblePeople } from './blame-constant.ts';
import { maxDecidedSegments } from './decide-algebra.ts';
import {
  createDecisionDiagram,
  type Decision,
  type DecisionDiagram,
  difference,
} from './decision-diagram.ts';
import { isLimited } from './is-limited.ts';
import { applyFacts, type Fact, fewestAgainst, listFacts, type Relate } from './list-facts.ts';
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
  /** Facts without which it would be no problem. */
  readonly facts: readonly Fact<string>[];
  /** A tree without the problem: the same people for an operand, a guess for a contradiction. */
  readonly rewrite: Algebra<string> | null;
}

/** A tree with all that is known of its segments. */
interface Subject extends PossiblePeople {
  readonly root: PlacedNode;
  readonly relate: Relate<string>;
  readonly diagram: DecisionDiagram;
  /** The fewest facts by which two functions hold the same people. */
  readonly factsThatEqual: (a: DecidedWith, b: DecidedWith) => readonly Fact<string>[];
}

/** A function regardless of facts. */
type DecidedWith = (decide: DecideNode) => Decision;

/**
 * What logic finds wrong with a tree of segment keys, for any people in the segments that facts allow.
 * Nothing is found in trees of more than twenty different segments.
 */
export function findAlgebraProblems(
  algebra: Algebra<string>,
  relate: Relate<string> = () => null,
): readonly AlgebraProblem[] {
  const leaves = algebraLeaves(algebra);
  const segments = [...new Set(leaves)];
  if (segments.length > maxDecidedSegments) return [];
  const facts = listFacts(segments, relate);
  // A tree that names every segment once depends on each of them, if nothing is known of them.
  if (segments.length === leaves.length && facts.length === 0) return [];
  const subject = createSubject(algebra, segments, facts, relate);
  const decision = subject.decide(subject.root);
  return isConstant(decision, subject)
    ? [constantProblem(decision !== false, subject)]
    : operandProblems(subject);
}

function createSubject(
  algebra: Algebra<string>,
  segments: readonly string[],
  facts: readonly Fact<string>[],
  relate: Relate<string>,
): Subject {
  const diagram = createDecisionDiagram();
  const variable = (key: string) => diagram.variable(segments.indexOf(key));
  const decideFreely = createDecideNode(diagram, variable);
  const applied = applyFacts(facts, variable, diagram);
  return {
    root: placeNodes(algebra),
    relate,
    diagram,
    everyone: applied.everyone,
    decide: (node, without) => diagram.and(applied.everyone, decideFreely(node, without)),
    factsThatEqual: (a, b) =>
      fewestAgainst(difference(a(decideFreely), b(decideFreely), diagram), applied, diagram),
  };
}

function isConstant(decision: Decision, { everyone }: PossiblePeople): boolean {
  return decision === false || decision === everyone;
}

function constantProblem(holdsEveryone: boolean, subject: Subject): AlgebraProblem {
  const { root, relate, diagram, decide } = subject;
  const parts = blameConstant(root, holdsEveryone ? 'always' : 'never', subject, diagram);
  const isSound = (tree: Algebra<string> | null) => {
    if (tree === null || !isLimited(tree)) return false;
    return !isConstant(decide(placeNodes(tree)), subject);
  };
  const without = (node: PlacedNode) => withoutNodes(root, new Set([node]));
  const rewrite = parts.toReversed().flatMap(removableFrom).map(without).find(isSound) ?? null;
  return {
    kind: holdsEveryone ? 'tautology' : 'contradiction',
    parts: parts.map(({ path }) => path),
    because: null,
    facts: subject.factsThatEqual(
      (free) => free(root),
      () => holdsEveryone,
    ),
    // What is left may hold twins of what was taken out.
    rewrite: rewrite && (findAlgebraProblems(rewrite, relate)[0]?.rewrite ?? rewrite),
  };
}

/**
 * What may be taken out of a part that is to blame, the last first: of an operator with several operands only
 * one of them, because the others may be meant.
 */
function removableFrom(part: PlacedNode): readonly PlacedNode[] {
  const [only, second] = part.operands;
  if (second !== undefined) return part.operands.toReversed().flatMap(removableFrom);
  return only === undefined || algebraLeaves(only.algebra).length === 1
    ? [part]
    : removableFrom(only);
}

/** Takes out, from the last to the first and the larger before the smaller, what changes nothing. */
function operandProblems(subject: Subject): readonly AlgebraProblem[] {
  const { root, decide, factsThatEqual } = subject;
  const decision = decide(root);
  const without = new Set<PlacedNode>();
  const found: (Pick<AlgebraProblem, 'because' | 'facts'> & { readonly operand: PlacedNode })[] =
    [];
  const visit = (node: PlacedNode) => {
    for (const operand of node.operands.toReversed()) {
      const others = node.operands.filter((other) => other !== operand && !without.has(other));
      const fewer = new Set([...without, operand]);
      if (others.length > 0 && decide(root, fewer) === decision) {
        const because = findCause(node, operand, others, subject)?.path ?? null;
        const before = new Set(without);
        const facts = factsThatEqual(
          (free) => free(root, before),
          (free) => free(root, fewer),
        );
        without.add(operand);
        found.push({ operand, because, facts });
      } else {
        visit(operand);
      }
    }
  };
  visit(root);
  const rewrite = withoutNodes(root, without);
  return found.toReversed().map(({ operand, because, facts }) => ({
    kind: 'operand-without-effect',
    parts: [operand.path],
    because,
    facts,
    rewrite,
  }));
}

/** Of an `and`, an operand that this one contains; of an `or`, one that contains this one. */
function findCause(
  parent: PlacedNode,
  operand: PlacedNode,
  others: readonly PlacedNode[],
  subject: Subject,
): PlacedNode | null {
  const { decide, diagram } = subject;
  const own = decide(operand);
  const isCause = (other: PlacedNode) => {
    const both = diagram.and(own, decide(other));
    return both === ('and' in parent.algebra ? decide(other) : own);
  };
  return isConstant(own, subject) ? null : (others.find(isCause) ?? null);
}
