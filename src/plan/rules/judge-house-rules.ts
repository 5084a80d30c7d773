/**
 * House rules and expected people, held against what is remote once a plan is carried out. What the plan
 * makes worse refuses it; what it leaves broken is a warning; what cannot be decided is no pass.
 */
import { judgeAudience, type SegmentMoment } from '../../algebra/judge-audience.ts';
import type { Relate } from '../../algebra/logic/list-facts.ts';
import type { Verdict } from '../../algebra/verdict.ts';
import type { Movement } from '../../algebra/words/movement.ts';
import { type Algebra, algebraLeaves } from '../../model/algebra.ts';
import type { ExpectedPerson, HouseRule, HouseRules } from '../../model/house-rule.ts';
import { type Claim, type Claims, claimsOfPerson, claimsOfRule } from '../../rules/claim.ts';
import { createClaimJudge, type JudgeClaim } from '../../rules/judge-claim.ts';
import {
  type BrokenClaim,
  isImpossiblePerson,
  judgeClaims,
  type UndecidedClaim,
} from '../../rules/judge-rules.ts';
import type { RuleWorld } from '../../rules/rule-world.ts';
import { findNewcomer, type Newcomer } from './find-newcomer.ts';
import { hiddenAudience } from './planned-entities.ts';
import type { PlannedAudience, PlannedWorlds } from './planned-world.ts';

type PlannedClaim = Claim<PlannedAudience>;
type BrokenByPlan = BrokenClaim<PlannedAudience>;

/** What becomes of a rule, or of what is expected of a person, by a plan. */
export interface JudgedHouseRule
  extends Pick<Claims<PlannedAudience>, 'audiences' | 'unknown' | 'unmatched'> {
  readonly rule: HouseRule | ExpectedPerson;
  readonly isImpossible: boolean;
  /** The claims that the plan breaks, or breaks for more people than today. */
  readonly worse: readonly WorsenedClaim[];
  /** Those that are broken today, and for no one more after the plan. */
  readonly left: readonly BrokenByPlan[];
  /** The keys of audiences of which the plan mends or breaks something, so that they are not as they were. */
  readonly moved: ReadonlySet<string>;
  /** Those that are broken today and hold after the plan. */
  readonly mended: readonly PlannedClaim[];
  /** Of what the plan changes, or a manifest declares. */
  readonly undecided: readonly UndecidedByPlan[];
  /** Of what is neither declared here nor changed. */
  readonly undecidedAsToday: readonly UndecidedByPlan[];
}

export interface UndecidedByPlan extends UndecidedClaim<PlannedAudience> {
  /** The keys of the audiences whose trees the API does not return. */
  readonly hidden: readonly string[];
}

/** What is broken today may be broken for more people after the plan, of whom its person is one then. */
interface WorsenedClaim extends BrokenByPlan {
  /** Null where it holds today. */
  readonly since: { readonly isCertain: boolean; readonly today: Newcomer['today'] } | null;
}

/** What the plan does to segments. */
export interface PlannedSegments {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly movements: ReadonlyMap<string, Movement>;
  readonly relate: Relate<SegmentMoment>;
  readonly nameOf: (key: string) => string;
}

/** For all rules, which share a budget at each moment. */
interface Judging extends PlannedSegments {
  readonly judges: { readonly before: JudgeClaim; readonly after: JudgeClaim };
  /** By the keys of audiences. */
  readonly treesToday: ReadonlyMap<string, Algebra<string>>;
}

export function judgeHouseRules(
  { rules, people }: HouseRules,
  worlds: PlannedWorlds,
  segments: PlannedSegments,
): readonly JudgedHouseRule[] {
  // A list that is empty for now will be filled.
  const verdicts = new Map<string, Verdict>(
    [...segments.verdicts].map(([key, verdict]) => [
      key,
      verdict === 'empty' ? 'unknown' : verdict,
    ]),
  );
  const judges = {
    before: createClaimJudge(worlds.before.relate),
    after: createClaimJudge(worlds.after.relate),
  };
  const treesToday = new Map(worlds.before.audiences.map(({ key, algebra }) => [key, algebra]));
  const known = { ...segments, verdicts, judges, treesToday };
  return [...rules, ...people].map((rule) => judge(rule, worlds, known));
}

function judge(
  rule: HouseRule | ExpectedPerson,
  { before, after }: PlannedWorlds,
  segments: Judging,
): JudgedHouseRule {
  const claimsIn = (world: RuleWorld<PlannedAudience>) =>
    'demand' in rule ? claimsOfRule(rule, world) : claimsOfPerson(rule, world);
  const { claims, unknown, ...over } = claimsIn(after);
  const todays = new Map(claimsIn(before).claims.map((claim) => [claimKey(claim), claim]));
  const moves = (tree: Algebra<string>) =>
    segments.verdicts.size > 0 && algebraLeaves(tree).some((key) => segments.verdicts.has(key));
  const touched = new Set(
    claims.filter((claim) => {
      const today = todays.get(claimKey(claim));
      return !today || moves(claim.offenders) || !isSameTree(today.offenders, claim.offenders);
    }),
  );
  // What other projects declare, and this plan does not touch, is their business.
  const ours = claims.filter((claim) => touched.has(claim) || audiencesOf(claim).some(isOurs));
  const touchedKeys = new Set([...touched].map(claimKey));
  const isTouched = (claim: PlannedClaim) => touchedKeys.has(claimKey(claim));

  const will = judgeVisible(ours, segments.judges.after);
  const is = judgeVisible(
    [...touched].flatMap((claim) => todays.get(claimKey(claim)) ?? []),
    segments.judges.before,
  );
  const brokenToday = new Map(is.broken.map((claim) => [claimKey(claim), claim]));
  const becomes = new Map<PlannedClaim, Verdict | 'new'>(
    will.broken.filter(isTouched).map((claim) => {
      const today = brokenToday.get(claimKey(claim));
      return [claim, today ? judgeOffenders(today, claim, segments) : 'new'] as const;
    }),
  );
  const isLeft = (claim: PlannedClaim) => {
    const verdict = becomes.get(claim) ?? 'same';
    return verdict === 'same' || verdict === 'narrower';
  };
  const keys = new Set(claims.map(claimKey));
  const isSame = new Set(
    [...becomes].flatMap(([claim, verdict]) => (verdict === 'same' ? [claimKey(claim)] : [])),
  );
  const moved = new Set(
    [
      ...[...todays.values()].filter((claim) => !keys.has(claimKey(claim))),
      ...is.broken.filter((claim) => !isSame.has(claimKey(claim))),
      ...[...becomes].flatMap(([claim, verdict]) => (verdict === 'same' ? [] : [claim])),
    ].flatMap((claim) => audiencesOf(claim).map(({ key }) => key)),
  );
  const failing = [...will.broken, ...will.undecided];
  const failingKeys = new Set(failing.map(claimKey));
  const failingAudiences = new Set(failing.flatMap(audiencesOf));
  const isDue = (claim: PlannedClaim) =>
    isTouched(claim) || audiencesOf(claim).some(({ declaration }) => declaration !== null);
  return {
    ...{ rule, ...over },
    unknown: unknown.filter(({ audience }) => isOurs(audience) || moves(audience.algebra)),
    isImpossible: !('demand' in rule) && isImpossiblePerson(ours, after),
    worse: will.broken
      .filter((claim) => !isLeft(claim))
      .map((claim) => {
        const today = brokenToday.get(claimKey(claim));
        const isCertain = becomes.get(claim) !== 'unknown';
        const worse = today ? worsen(claim, today, isCertain, segments) : notToday(claim);
        return putFirst(worse, segments.treesToday);
      }),
    left: will.broken.filter(isLeft),
    moved,
    mended: ours.filter(
      (claim) =>
        brokenToday.has(claimKey(claim)) &&
        !failingKeys.has(claimKey(claim)) &&
        !failingAudiences.has(claim.audience),
    ),
    undecided: will.undecided.filter(isDue),
    undecidedAsToday: will.undecided.filter((claim) => !isDue(claim)),
  };
}

/** Of people who cannot be seen, nothing is known: neither that a rule is broken nor that it holds. */
function judgeVisible(claims: readonly PlannedClaim[], judgeClaim: JudgeClaim) {
  const { broken, undecided } = judgeClaims(claims, judgeClaim);
  const hiddenIn = ({ offenders }: PlannedClaim) => [
    ...new Set(algebraLeaves(offenders).flatMap((leaf) => hiddenAudience(leaf) ?? [])),
  ];
  const isVisible = (claim: PlannedClaim) => hiddenIn(claim).length === 0;
  const hidden = broken.filter((claim) => !isVisible(claim));
  return {
    broken: broken.filter(isVisible),
    undecided: [
      ...undecided.map((claim): UndecidedByPlan => ({ ...claim, hidden: [] })),
      ...hidden.map(
        (claim): UndecidedByPlan => ({ ...claim, segments: null, hidden: hiddenIn(claim) }),
      ),
    ],
  };
}

function audiencesOf({ audience, other }: PlannedClaim): readonly PlannedAudience[] {
  return other === undefined || other === audience ? [audience] : [audience, other];
}

function isOurs({ elsewhere }: PlannedAudience): boolean {
  return elsewhere === null;
}

/** Of two audiences, the one that this project may change; of two such, the one that the plan changes. */
function putFirst(claim: WorsenedClaim, treesToday: Judging['treesToday']): WorsenedClaim {
  const { audience, other } = claim;
  const rank = (each: PlannedAudience) => {
    const today = treesToday.get(each.key);
    const isChanged = today === undefined || !isSameTree(today, each.algebra);
    return (isOurs(each) ? 2 : 0) + (isChanged ? 1 : 0);
  };
  if (other === undefined || rank(audience) >= rank(other)) return claim;
  return { ...claim, audience: other, other: audience, named: [audience.algebra] };
}

/** The same for two audiences, whichever of them comes first at a moment. */
function claimKey({ audience: { key }, other, expected }: PlannedClaim): string {
  if (other === undefined) return `${key}\0${expected ?? ''}`;
  return key < other.key ? `${key}\0${other.key}` : `${other.key}\0${key}`;
}

/** What a plan leaves alone is mostly the very same object at both moments. */
function isSameTree(a: Algebra<string>, b: Algebra<string>): boolean {
  if (a === b) return true;
  if ('and' in a) return 'and' in b && areSameTrees(a.and, b.and);
  if ('or' in a) return 'or' in b && areSameTrees(a.or, b.or);
  if ('not' in a) return 'not' in b && isSameTree(a.not, b.not);
  return 'segment' in b && a.segment === b.segment;
}

function areSameTrees(some: readonly Algebra<string>[], others: readonly Algebra<string>[]) {
  return (
    some.length === others.length &&
    some.every((tree, index) => {
      const other = others[index];
      return other !== undefined && isSameTree(tree, other);
    })
  );
}

/** What becomes of the offenders, as far as that is known. */
function judgeOffenders(
  { offenders: before }: Claim,
  { offenders: after }: Claim,
  { verdicts, movements, relate, nameOf }: PlannedSegments,
): Verdict {
  const change = { before, after, segmentVerdicts: verdicts, segmentMovements: movements, relate };
  return judgeAudience(change, nameOf).verdict;
}

function notToday(claim: BrokenByPlan): WorsenedClaim {
  return { ...claim, since: null };
}

function worsen(
  claim: BrokenByPlan,
  today: PlannedClaim,
  isCertain: boolean,
  segments: PlannedSegments,
): WorsenedClaim {
  const newcomer = findNewcomer(today.offenders, claim.offenders, segments);
  const nowhere = { in: [], notIn: [] };
  return {
    ...claim,
    person: newcomer?.person ?? claim.person,
    since: { isCertain, today: newcomer?.today ?? nowhere },
  };
}
