/** What to do about what stands against a plan. */
import { mapAlgebra, type SegmentReference, writeAlgebra } from '../../model/algebra.ts';
import type { BrokenClaim } from '../../rules/judge-rules.ts';
import { namesInRule } from '../../rules/names-in-rule.ts';
import { rewriteFor } from '../../rules/rewrite.ts';
import { sayUndecided } from '../../rules/say-undecided.ts';
import {
  adviseOnBreach,
  adviseOnOtherRetailer,
  adviseOnTwoGroups,
  isInTwoGroups,
} from '../../rules/words.ts';
import { writeFlowBare } from '../../rules/write-flow.ts';
import type { JudgedHouseRule, UndecidedByPlan } from './judge-house-rules.ts';
import type { PlannedAudience, PlannedWorlds } from './planned-world.ts';

export interface Advising {
  readonly worlds: PlannedWorlds;
  /** How an audience refers to the segment of a key; null where it cannot, or its name is not enough. */
  readonly referTo: (key: string, audience: PlannedAudience) => SegmentReference | null;
  /** Why an audience cannot have segments side by side, in words; null where it can. */
  readonly objectTo: (keys: readonly string[], audience: PlannedAudience) => string | null;
  /** The name of a segment that is another retailer's than the audience; null for any other. */
  readonly nameOfOther: (key: string, audience: PlannedAudience) => string | null;
}

/** @param claims all that the audience breaks, with the one that is shown */
export function adviseOnBroken(
  { rule }: JudgedHouseRule,
  claim: BrokenClaim<PlannedAudience>,
  claims: readonly BrokenClaim<PlannedAudience>[],
  { worlds, referTo, objectTo, nameOfOther }: Advising,
): string {
  if (!('demand' in rule)) {
    const key = claim.expected === 'in' ? 'reachedBy' : 'notReachedBy';
    return `Change the audience, or correct ${key} of the person.`;
  }
  if (isInTwoGroups(claims)) return adviseOnTwoGroups;
  const others = claims.flatMap(({ other }) => other?.name ?? []);
  const { elsewhere } = claim.audience;
  if (elsewhere !== null) {
    return `Change the audience, which ${elsewhere.file}:${elsewhere.line} declares, before this plan.`;
  }
  if (claim.audience.declaration === null) {
    return 'Declare the audience and change it, or add its name to except of the rule.';
  }
  const { audience, named } = claim;
  const names = namesInRule(rule).map(({ name }) => name.replace(/^segment\//u, ''));
  // The only segment of an audience that is named is not what is to be declared.
  const [other] = named.flatMap((tree, index) => {
    const name = 'segment' in tree ? nameOfOther(tree.segment, audience) : null;
    return name !== null && name === names[index] ? [name] : [];
  });
  if (other !== undefined && others.length === 0) return adviseOnOtherRetailer(other);
  if (others.length > 1) return adviseOnBreach(rule.demand, null, others);
  const objection = (keys: readonly string[]) => objectTo(keys, audience);
  const rewrite = rewriteFor(claim, rule.demand, worlds.after.relate, objection);
  if (rewrite.tree === null) return adviseOnBreach(rule.demand, null, others, rewrite.why);
  const refer = (key: string) => referTo(key, audience) ?? { name: key };
  const tree = writeFlowBare(writeAlgebra(mapAlgebra(rewrite.tree, refer)));
  return adviseOnBreach(rule.demand, tree, others);
}

export function adviseOnUndecided(
  of: JudgedHouseRule,
  undecided: readonly UndecidedByPlan[],
): string {
  const [large] = sayUndecided(undecided.filter(({ hidden }) => hidden.length === 0));
  return large?.hint ?? adviseOnHidden(of);
}

export function adviseOnHidden({ rule }: Pick<JudgedHouseRule, 'rule'>): string {
  return 'demand' in rule
    ? 'Add the names of such audiences to except of the rule.'
    : 'Leave such audiences out of reachedBy and notReachedBy.';
}
