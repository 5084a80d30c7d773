/** What the diagrams prove of trees, for laws; null above twenty different segments, where nothing is proven. */
import { decideTogether } from '../../src/algebra/logic/decide-algebra.ts';
import type { Algebra } from '../../src/model/algebra.ts';

const decide = (algebra: Algebra<string>) => decideTogether([algebra])?.decisions[0] ?? null;

/** Whether everyone in `a` is in `b`, whoever is in the segments. */
export function implies(a: Algebra<string>, b: Algebra<string>): boolean | null {
  const beyond = isSatisfiable({ and: [a, { not: b }] });
  return beyond === null ? null : !beyond;
}

/** Whether the tree can hold anybody at all. */
export function isSatisfiable(algebra: Algebra<string>): boolean | null {
  const decision = decide(algebra);
  return decision === null ? null : decision !== false;
}

/** Whether the tree holds everybody, whoever is in the segments. */
export function isTautology(algebra: Algebra<string>): boolean | null {
  const decision = decide(algebra);
  return decision === null ? null : decision === true;
}
