import { maxDecidedSegments } from '../algebra/logic/decide-algebra.ts';
import { findPerson, type Person } from '../algebra/logic/find-person.ts';
import type { Relate } from '../algebra/logic/list-facts.ts';
import { type Algebra, algebraLeaves } from '../model/algebra.ts';
import type { Claim } from './claim.ts';

/** Whether there can be someone whom a claim rules out, with one in the fewest segments. */
export type ClaimVerdict =
  | { readonly state: 'holds' }
  | { readonly state: 'broken'; readonly person: Person }
  /** More than twenty segments: nothing is proven. */
  | { readonly state: 'undecided'; readonly segments: number };

export function judgeClaim(
  { offenders }: Pick<Claim, 'offenders'>,
  relate: Relate<string>,
): ClaimVerdict {
  if (isPlainlyEmpty(offenders)) return { state: 'holds' };
  const segments = new Set(algebraLeaves(offenders)).size;
  if (segments > maxDecidedSegments) return { state: 'undecided', segments };
  const person = findPerson(offenders, relate);
  if (person === 'undecided') return { state: 'undecided', segments };
  return person === null ? { state: 'holds' } : { state: 'broken', person };
}

/**
 * Segments that are asked for and ruled out side by side: most rules that hold do so. It is fast to see, and proven for
 * any number of segments.
 */
function isPlainlyEmpty(algebra: Algebra<string>): boolean {
  const [wanted, ruledOut] = [new Set<string>(), new Set<string>()];
  const choices: (readonly Algebra<string>[])[] = [];
  const visit = (node: Algebra<string>) => {
    if ('segment' in node) wanted.add(node.segment);
    else if ('and' in node) node.and.forEach(visit);
    else if ('not' in node) visitNot(node.not);
    else choices.push(node.or);
  };
  const visitNot = (node: Algebra<string>) => {
    if ('segment' in node) ruledOut.add(node.segment);
    else if ('or' in node) node.or.forEach(visitNot);
    else if ('not' in node) visit(node.not);
  };
  visit(algebra);
  const isRuledOut = (node: Algebra<string>) => 'segment' in node && ruledOut.has(node.segment);
  return (
    [...wanted].some((key) => ruledOut.has(key)) ||
    choices.some((operands) => operands.every(isRuledOut))
  );
}
