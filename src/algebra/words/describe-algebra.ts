import type { Algebra } from '../../model/algebra.ts';

/** One line of a tree as people read it. */
export interface AlgebraLine {
  /** Whether the line is on both sides of a change, only before it or only after it. */
  readonly sign: ' ' | '-' | '+';
  /** Levels below the root. */
  readonly depth: number;
  /** A segment's name, perhaps after `not`; or what the deeper lines below it are operands of. */
  readonly text: string;
}

/** A tree with operators: `all of`, `any of`, `not all of`, `none of`; its operands one level deeper. */
export function describeAlgebra(
  algebra: Algebra<string>,
  nameOf: (key: string) => string,
  sign: AlgebraLine['sign'] = ' ',
  depth = 0,
): readonly AlgebraLine[] {
  const group = readGroup(algebra);
  if (group === null) return [{ sign, depth, text: describeOperand(algebra, nameOf) }];
  return [
    { sign, depth, text: group.title },
    ...group.operands.flatMap((operand) => describeAlgebra(operand, nameOf, sign, depth + 1)),
  ];
}

/** A node with operands of its own to show below it. */
export interface AlgebraGroup {
  readonly title: 'all of' | 'any of' | 'not all of' | 'none of' | 'not';
  readonly operands: readonly Algebra<string>[];
}

/**
 * The node as a title over operands, operators of one kind inside each other as one; null for what
 * fits on a line, a segment or its exclusion.
 */
export function readGroup(algebra: Algebra<string>): AlgebraGroup | null {
  if ('and' in algebra) return { title: 'all of', operands: algebra.and.flatMap(andOperands) };
  if ('or' in algebra) return { title: 'any of', operands: algebra.or.flatMap(orOperands) };
  if ('segment' in algebra || 'segment' in algebra.not) return null;
  const { not } = algebra;
  if ('and' in not) return { title: 'not all of', operands: andOperands(not) };
  if ('or' in not) return { title: 'none of', operands: orOperands(not) };
  return { title: 'not', operands: [not] };
}

function andOperands(node: Algebra<string>): readonly Algebra<string>[] {
  return 'and' in node ? node.and.flatMap(andOperands) : [node];
}

function orOperands(node: Algebra<string>): readonly Algebra<string>[] {
  return 'or' in node ? node.or.flatMap(orOperands) : [node];
}

function describeOperand(algebra: Algebra<string>, nameOf: (key: string) => string): string {
  if ('segment' in algebra) return nameOf(algebra.segment);
  return 'not' in algebra ? `not ${describeOperand(algebra.not, nameOf)}` : '';
}
