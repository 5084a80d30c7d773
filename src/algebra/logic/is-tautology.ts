import type { Algebra } from '../../model/algebra.ts';
import { decideTogether } from './decide-algebra.ts';

/**
 * Whether the tree holds everybody, whoever is in the segments.
 * @returns null above twenty different segments: nothing was proven.
 */
export function isTautology(algebra: Algebra<string>): boolean | null {
  const decided = decideTogether([algebra]);
  return decided && decided.decisions[0] === true;
}
