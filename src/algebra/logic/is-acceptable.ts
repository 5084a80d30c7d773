import {
  type Algebra,
  algebraDepth,
  algebraLeaves,
  foldAlgebra,
  maxAlgebraDepth,
  maxAlgebraSegments,
} from '../../model/algebra.ts';
import { isLimited } from './is-limited.ts';

/**
 * Whether the API would take a tree today: its depth, its number of segments, two operands at least,
 * and what bounds it (retail-media audience page). It keeps older trees that it would not take again.
 */
export function isAcceptable<Leaf>(algebra: Algebra<Leaf>): boolean {
  const joined = (operands: readonly boolean[]) => operands.length > 1 && operands.every(Boolean);
  const hasOperands = foldAlgebra<Leaf, boolean>(algebra, {
    segment: () => true,
    and: joined,
    or: joined,
    not: (operand) => operand,
  });
  return (
    hasOperands &&
    algebraDepth(algebra) <= maxAlgebraDepth &&
    algebraLeaves(algebra).length <= maxAlgebraSegments &&
    isLimited(algebra)
  );
}
