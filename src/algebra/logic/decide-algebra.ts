import { type Algebra, algebraLeaves, foldAlgebra } from '../../model/algebra.ts';
import { createDecisionDiagram, type Decision, type DecisionDiagram } from './decision-diagram.ts';

/** Up to this many different segments, both sides together, logic is decided exactly. */
export const maxDecidedSegments = 20;

/** The function that a tree of segment keys stands for. */
export function decideAlgebra(
  algebra: Algebra<string>,
  diagram: DecisionDiagram,
  variable: (key: string) => Decision,
): Decision {
  return foldAlgebra<string, Decision>(algebra, {
    segment: variable,
    and: (children) => children.reduce(diagram.and, true),
    or: (children) => children.reduce(diagram.or, false),
    not: diagram.not,
  });
}

/** Functions that can be compared and combined. */
export interface Decided {
  readonly diagram: DecisionDiagram;
  readonly decisions: readonly Decision[];
}

/** The functions of several trees over the same segments; null above twenty different ones. */
export function decideTogether(algebras: readonly Algebra<string>[]): Decided | null {
  const levels = new Map<string, number>();
  for (const key of algebras.flatMap(algebraLeaves)) {
    if (!levels.has(key)) levels.set(key, levels.size);
  }
  if (levels.size > maxDecidedSegments) return null;
  const diagram = createDecisionDiagram();
  const variable = (key: string) => diagram.variable(levels.get(key) ?? 0);
  const decisions = algebras.map((algebra) => decideAlgebra(algebra, diagram, variable));
  return { diagram, decisions };
}
