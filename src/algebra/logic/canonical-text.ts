import { compareText } from '../../diagnostics/diagnostic.ts';
import { type Algebra, foldAlgebra } from '../../model/algebra.ts';

interface Canonical {
  readonly text: string;
  /** What an enclosing operator of the same kind takes in; null for a segment or a negation. */
  readonly operator: 'and' | 'or' | null;
  readonly operands: readonly Canonical[];
  /** What a negation negates. */
  readonly negated: Canonical | null;
}

/**
 * One text for all trees that differ in form alone: operands sorted and without twins, nested operators
 * of one kind and operators of one operand flattened, double negations dropped. It is different for all others.
 */
export function canonicalText(algebra: Algebra<string>): string {
  return foldAlgebra<string, Canonical>(algebra, {
    segment: (segment) => single(JSON.stringify(segment)),
    and: (children) => join('and', children),
    or: (children) => join('or', children),
    not: (child) => child.negated ?? single(`!${child.text}`, child),
  }).text;
}

function single(text: string, negated: Canonical | null = null): Canonical {
  return { text, operator: null, operands: [], negated };
}

function join(operator: 'and' | 'or', children: readonly Canonical[]): Canonical {
  const flat = children.flatMap((child) =>
    child.operator === operator ? child.operands : [child],
  );
  const distinct = new Map(flat.map((operand) => [operand.text, operand]));
  const operands = [...distinct.values()].sort((a, b) => compareText(a.text, b.text));
  const [only] = operands;
  if (operands.length === 1 && only) return only;
  const text = `${operator}(${operands.map((operand) => operand.text).join(',')})`;
  return { text, operator, operands, negated: null };
}
