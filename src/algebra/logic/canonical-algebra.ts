import { compareText } from '../../diagnostics/diagnostic.ts';
import { type Algebra, foldAlgebra } from '../../model/algebra.ts';

interface Canonical {
  readonly tree: Algebra<string>;
  /** Spells the tree out: equal texts, equal trees. */
  readonly text: string;
  /** What an enclosing operator of the same kind takes in; null for a segment or a negation. */
  readonly operator: 'and' | 'or' | null;
  readonly operands: readonly Canonical[];
}

/**
 * One tree for all that differ in form alone: operands sorted and without twins, nested operators
 * of one kind and operators of one operand flattened, double negations dropped. For comparison
 * only: what is sent is the tree as declared.
 */
export function canonicalAlgebra(algebra: Algebra<string>): Algebra<string> {
  return canonical(algebra).tree;
}

/** Equal for trees of the same canonical form, different for all others. */
export function canonicalText(algebra: Algebra<string>): string {
  return canonical(algebra).text;
}

function canonical(algebra: Algebra<string>): Canonical {
  return foldAlgebra<string, Canonical>(algebra, {
    segment: (segment) => single({ segment }, JSON.stringify(segment)),
    and: (children) => join('and', children),
    or: (children) => join('or', children),
    not: negate,
  });
}

function single(tree: Algebra<string>, text: string): Canonical {
  return { tree, text, operator: null, operands: [] };
}

function negate(operand: Canonical): Canonical {
  if ('not' in operand.tree) return canonical(operand.tree.not);
  return single({ not: operand.tree }, `!${operand.text}`);
}

function join(operator: 'and' | 'or', children: readonly Canonical[]): Canonical {
  const flat = children.flatMap((child) =>
    child.operator === operator ? child.operands : [child],
  );
  const distinct = new Map(flat.map((operand) => [operand.text, operand]));
  const operands = [...distinct.values()].sort((a, b) => compareText(a.text, b.text));
  const [only] = operands;
  if (operands.length === 1 && only) return only;
  const trees = operands.map(({ tree }) => tree);
  return {
    tree: operator === 'and' ? { and: trees } : { or: trees },
    text: `${operator}(${operands.map(({ text }) => text).join(',')})`,
    operator,
    operands,
  };
}
