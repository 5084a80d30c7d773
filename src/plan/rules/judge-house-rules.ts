/**
 * House rules and expected people, held against what is remote once a plan is carried out. What the plan
 * makes worse refuses it; what it leaves broken is a warning; what cannot be decided is no pass.
 */
import { judgeAudience, type SegmentMoment } from '../../algebra/judge-audience.ts';
import type { Relate } from '../../algebra/logic/list-facts.ts';
import type { Verdict } from '../../algebra/verdict.ts';
import type { Movement } from '../../algebra/words/movement.ts';
import { algebraLeaves } from '../../model/algebra.ts';
import { groupPairs } from '../../model/group-by.ts';
import type { ExpectedPerson, HouseRule, HouseRules } from '../../model/house-rule.ts';
import type { Claim } from '../../rules/claim.ts';
import {
  type BrokenClaim,
  type Judged,
  judgeExpectedPerson,
  judgeRule,
} from '../../rules/judge-rules.ts';
import type { RuleWorld } from '../../rules/rule-world.ts';
import type { PlannedAudience, PlannedWorlds } from './planned-world.ts';

/** What becomes of a rule, or of what is expected of a person, by a plan. */
export interface JudgedHouseRule {
  readonly rule: HouseRule | ExpectedPerson;
  readonly after: Judged<PlannedAudience> & { readonly isImpossible?: boolean };
  /** The claims that the plan breaks, or breaks for more people than today. */
  readonly worse: readonly BrokenClaim<PlannedAudience>[];
  /** Those that are broken today, and for no one more after the plan. */
  readonly left: readonly BrokenClaim<PlannedAudience>[];
  /** Those that are broken today and hold after the plan. */
  readonly mended: readonly BrokenClaim<PlannedAudience>[];
}

/** What the plan does to segments. */
export interface PlannedSegments {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly movements: ReadonlyMap<string, Movement>;
  readonly relate: Relate<SegmentMoment>;
  readonly nameOf: (key: string) => string;
}

export function judgeHouseRules(
  { rules, people }: HouseRules,
  { before, after }: PlannedWorlds,
  segments: PlannedSegments,
): readonly JudgedHouseRule[] {
  const judge = <Rule extends HouseRule | ExpectedPerson>(
    rule: Rule,
    judgeIn: (rule: Rule, world: RuleWorld<PlannedAudience>) => Judged<PlannedAudience>,
  ): JudgedHouseRule => {
    const will = judgeIn(rule, after);
    const is = judgeIn(rule, before);
    const today = new Map(is.broken.map((claim) => [claimKey(claim), claim]));
    const isWorse = (claim: BrokenClaim<PlannedAudience>) => {
      const earlier = today.get(claimKey(claim));
      return earlier === undefined || reachesMore(earlier, claim, segments);
    };
    const [worse, left] = partition(will.broken, isWorse);
    const stays = new Set([...will.broken, ...will.undecided].map(claimKey));
    const covered = new Set(will.audiences.map(({ key }) => key));
    const mended = is.broken.filter(
      (claim) => !stays.has(claimKey(claim)) && covered.has(claim.audience.key),
    );
    return { rule, after: will, worse, left, mended };
  };
  return [
    ...rules.map((rule) => judge(rule, judgeRule)),
    ...people.map((person) => judge(person, judgeExpectedPerson)),
  ];
}

function claimKey({ audience, other, expected }: Claim): string {
  return JSON.stringify([audience.key, other?.key, expected]);
}

/** Whether someone is among the offenders who is not among them today, as far as that is known. */
function reachesMore(
  { offenders: before }: Claim,
  { offenders: after }: Claim,
  { verdicts, movements, relate, nameOf }: PlannedSegments,
): boolean {
  const isSame =
    JSON.stringify(before) === JSON.stringify(after) &&
    !algebraLeaves(after).some((key) => verdicts.has(key));
  if (isSame) return false;
  const change = { before, after, segmentVerdicts: verdicts, segmentMovements: movements, relate };
  const { verdict } = judgeAudience(change, nameOf);
  return verdict !== 'same' && verdict !== 'narrower';
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean) {
  const groups = groupPairs(items.map((item) => [isFirst(item), item] as const));
  return [groups.get(true) ?? [], groups.get(false) ?? []] as const;
}
