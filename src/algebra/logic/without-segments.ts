import { type Algebra, foldAlgebra } from '../../model/algebra.ts';

/**
 * A tree without some segments, which holds the same people of all those who are in none of these.
 * @returns false where it would be empty, true where it would hold everyone.
 */
export function withoutSegments(
  algebra: Algebra<string>,
  segments: Pick<ReadonlySet<string>, 'has'>,
): Algebra<string> | boolean {
  return foldAlgebra<string, Algebra<string> | boolean>(algebra, {
    segment: (segment) => (segments.has(segment) ? false : { segment }),
    and: (operands) => join('and', operands),
    or: (operands) => join('or', operands),
    not: (operand) => (typeof operand === 'boolean' ? !operand : { not: operand }),
  });
}

/** @param operator with the operands that it has after all; one alone stands for itself. */
function join(
  operator: 'and' | 'or',
  operands: readonly (Algebra<string> | boolean)[],
): Algebra<string> | boolean {
  const decides = operator === 'or';
  if (operands.includes(decides)) return decides;
  const left = operands.filter((operand) => typeof operand !== 'boolean');
  const [only] = left;
  if (only === undefined) return !decides;
  if (left.length === 1) return only;
  return operator === 'and' ? { and: left } : { or: left };
}
