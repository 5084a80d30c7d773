import { maxDecidedSegments } from '../algebra/logic/decide-algebra.ts';
import { findPerson, type Person } from '../algebra/logic/find-person.ts';
import type { Relate } from '../algebra/logic/list-facts.ts';
import { type Algebra, algebraLeaves } from '../model/algebra.ts';
import type { Claim } from './claim.ts';
import {
  areApartByFacts,
  arePlainlyApart,
  demandsOfAudience,
  plainDemands,
} from './plain-demands.ts';
import type { RuledAudience } from './rule-world.ts';

/** Whether there can be someone whom a claim rules out, with one in the fewest segments. */
type ClaimVerdict =
  | { readonly state: 'holds' }
  | { readonly state: 'broken'; readonly person: Person }
  /** Nothing is proven: of more than twenty segments, or null where a rule has too many pairs of audiences. */
  | { readonly state: 'undecided'; readonly segments: number | null };

const holds: ClaimVerdict = { state: 'holds' };

/**
 * How many comparisons of segments the pairs of all rules may take, for about a second. What is plain takes none, and
 * trees that are the same are compared once.
 */
const mostComparisons = 250_000;

export type JudgeClaim = (claim: Claim) => ClaimVerdict;

/** Judges the claims of all rules and people of a run. */
export function createClaimJudge(relate: Relate<string>): JudgeClaim {
  const numberOf = numberTrees();
  const pairs = new Map<string, ClaimVerdict>();
  let left = mostComparisons;

  const judgePair = (claim: Claim, other: RuledAudience): ClaimVerdict => {
    const { audience } = claim;
    const [one, second] = [demandsOfAudience(audience), demandsOfAudience(other)];
    if (arePlainlyApart(one, second)) return holds;
    const key = `${numberOf(audience.algebra)} ${numberOf(other.algebra)}`;
    const before = pairs.get(key);
    if (before) return before;
    const verdict = areApartByFacts(one, second, relate) ? holds : decidePair(claim);
    pairs.set(key, verdict);
    return verdict;
  };
  const decidePair = ({ offenders }: Claim): ClaimVerdict => {
    const { size } = new Set(algebraLeaves(offenders));
    if (size > maxDecidedSegments) return { state: 'undecided', segments: size };
    left -= size * size;
    return left < 0 ? { state: 'undecided', segments: null } : decide(offenders, relate);
  };

  return (claim) => {
    const { audience, other, offenders } = claim;
    if (other && other !== audience) return judgePair(claim, other);
    return isPlainlyEmpty(claim) ? holds : decide(offenders, relate);
  };
}

/** Most offenders are those in the audience who are in something else, too. */
function isPlainlyEmpty({ audience, offenders }: Claim): boolean {
  const operands = 'and' in offenders ? offenders.and : [offenders];
  const others = operands.filter((operand) => operand !== audience.algebra);
  const demands = plainDemands({ and: others });
  return arePlainlyApart(
    demands,
    others.length < operands.length ? demandsOfAudience(audience) : demands,
  );
}

function decide(offenders: Algebra<string>, relate: Relate<string>): ClaimVerdict {
  const segments = new Set(algebraLeaves(offenders)).size;
  if (segments > maxDecidedSegments) return { state: 'undecided', segments };
  const person = findPerson(offenders, relate);
  if (person === 'undecided') return { state: 'undecided', segments };
  return person === null ? holds : { state: 'broken', person };
}

/** One number for trees that are the same. */
function numberTrees(): (tree: Algebra<string>) => number {
  const known = new Map<Algebra<string>, number>();
  const byText = new Map<string, number>();
  return (tree) => {
    const before = known.get(tree);
    if (before !== undefined) return before;
    const text = JSON.stringify(tree);
    const number = byText.get(text) ?? byText.size;
    byText.set(text, number);
    known.set(tree, number);
    return number;
  };
}
