import type { Algebra } from '../../model/algebra.ts';
import { decideTogether } from './decide-algebra.ts';

/**
 * Whether everyone in `a` is in `b`, whoever is in the segments.
 * @returns null above twenty different segments: nothing was proven.
 */
export function implies(a: Algebra<string>, b: Algebra<string>): boolean | null {
  const decided = decideTogether([{ and: [a, { not: b }] }]);
  return decided && decided.decisions[0] === false;
}
