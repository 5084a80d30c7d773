import { type Algebra, foldAlgebra } from '../../model/algebra.ts';

/**
 * Whether an audience is bounded by what it includes (`audience-algebra-must-be-limited`): a person who
 * is in none of its segments is not in it. That refuses the three patterns that the vendor's help
 * pages name, exclusions alone, an exclusion as an alternative and exclusions joined by `and`, and
 * depends on who is in the audience alone and not on how the tree spells it.
 */
export function isLimited<Leaf>(algebra: Algebra<Leaf>): boolean {
  const holdsOutsiders = foldAlgebra<Leaf, boolean>(algebra, {
    segment: () => false,
    and: (operands) => operands.every(Boolean),
    or: (operands) => operands.some(Boolean),
    not: (operand) => !operand,
  });
  return !holdsOutsiders;
}
