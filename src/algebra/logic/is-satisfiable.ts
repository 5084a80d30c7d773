import type { Algebra } from '../../model/algebra.ts';
import { decideTogether } from './decide-algebra.ts';

/**
 * Whether the tree can hold anybody at all.
 * @returns null above twenty different segments: nothing was proven.
 */
export function isSatisfiable(algebra: Algebra<string>): boolean | null {
  const decided = decideTogether([algebra]);
  return decided && decided.decisions[0] !== false;
}
