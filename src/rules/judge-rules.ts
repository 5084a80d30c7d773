/** Holds rules and expected people against the audiences of one moment. */
import type { Person } from '../algebra/logic/find-person.ts';
import { findPerson } from '../algebra/logic/find-person.ts';
import type { ExpectedPerson, HouseRule } from '../model/house-rule.ts';
import { type Claim, type Claims, claimsOfPerson, claimsOfRule } from './claim.ts';
import { createClaimJudge, type JudgeClaim } from './judge-claim.ts';
import type { RuledAudience, RuleWorld } from './rule-world.ts';

/** What became of the claims of one rule, or of one person. */
export interface Judged<Audience extends RuledAudience = RuledAudience>
  extends Omit<Claims<Audience>, 'claims'> {
  readonly broken: readonly BrokenClaim<Audience>[];
  /** Those of more than twenty segments, or of too many pairs of audiences. */
  readonly undecided: readonly UndecidedClaim<Audience>[];
}

export interface BrokenClaim<Audience extends RuledAudience = RuledAudience>
  extends Claim<Audience> {
  /** Someone who shows it. */
  readonly person: Person;
}

export interface UndecidedClaim<Audience extends RuledAudience = RuledAudience>
  extends Claim<Audience> {
  /** Null where a rule has too many pairs of audiences. */
  readonly segments: number | null;
}

export interface JudgedPerson<Audience extends RuledAudience = RuledAudience>
  extends Judged<Audience> {
  /** Whether there can be no such person, so that nothing is said. */
  readonly isImpossible: boolean;
}

/** @param judge for all rules of a run, which share its budget */
export function judgeRule<Audience extends RuledAudience>(
  rule: HouseRule,
  world: RuleWorld<Audience>,
  judge: JudgeClaim = createClaimJudge(world.relate),
): Judged<Audience> {
  const { claims, ...over } = claimsOfRule(rule, world);
  return { ...over, ...judgeClaims(claims, judge) };
}

export function judgeExpectedPerson<Audience extends RuledAudience>(
  person: ExpectedPerson,
  world: RuleWorld<Audience>,
  judge: JudgeClaim = createClaimJudge(world.relate),
): JudgedPerson<Audience> {
  const { claims, ...over } = claimsOfPerson(person, world);
  const isImpossible = isImpossiblePerson(claims, world);
  return { ...over, ...judgeClaims(claims, judge), isImpossible };
}

/** Whether there can be no one like a person, whose claims these are. */
export function isImpossiblePerson(
  claims: readonly Claim[],
  { relate }: Pick<RuleWorld, 'relate'>,
): boolean {
  // A name may mean something else for each owner, so that the person is another one.
  return (
    claims.length > 0 && claims.every(({ named }) => findPerson({ and: named }, relate) === null)
  );
}

export function judgeClaims<Audience extends RuledAudience>(
  claims: readonly Claim<Audience>[],
  judge: JudgeClaim,
): Pick<Judged<Audience>, 'broken' | 'undecided'> {
  const broken: BrokenClaim<Audience>[] = [];
  const undecided: UndecidedClaim<Audience>[] = [];
  for (const claim of claims) {
    const verdict = judge(claim);
    if (verdict.state === 'broken') broken.push({ ...claim, person: verdict.person });
    if (verdict.state === 'undecided') undecided.push({ ...claim, segments: verdict.segments });
  }
  return { broken, undecided };
}
