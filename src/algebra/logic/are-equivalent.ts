import type { Algebra } from '../../model/algebra.ts';
import { canonicalText } from './canonical-text.ts';
import { decideTogether } from './decide-algebra.ts';

/**
 * Whether two trees of segment keys hold the same people, for any people in the segments.
 * @returns null for trees of more than twenty different segments that no mere rearrangement makes
 * equal: nothing was proven.
 */
export function areEquivalent(a: Algebra<string>, b: Algebra<string>): boolean | null {
  if (isSameTree(a, b)) return true;
  const decided = decideTogether([a, b]);
  if (decided) return decided.decisions[0] === decided.decisions[1];
  return canonicalText(a) === canonicalText(b) ? true : null;
}

function isSameTree(a: Algebra<string>, b: Algebra<string>): boolean {
  if ('segment' in a) return 'segment' in b && a.segment === b.segment;
  if ('not' in a) return 'not' in b && isSameTree(a.not, b.not);
  if ('and' in a) return 'and' in b && areSameTrees(a.and, b.and);
  return 'or' in b && areSameTrees(a.or, b.or);
}

function areSameTrees(a: readonly Algebra<string>[], b: readonly Algebra<string>[]): boolean {
  return (
    a.length === b.length &&
    a.every((child, index) => {
      const other = b[index];
      return other !== undefined && isSameTree(child, other);
    })
  );
}
