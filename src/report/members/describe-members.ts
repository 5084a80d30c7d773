/** What would become of the members of a list, in a few words and numbers. */
import type { MembersPlan } from '../../members/members-plan.ts';
import { formatCount } from '../../model/text/count-of.ts';

type MembersCounts = Pick<MembersPlan, 'state' | 'mode' | 'adds' | 'removes' | 'held' | 'total'> & {
  readonly unconfirmed?: number;
  /** The ledger is too old, so the effect of a rebuild is unknown: a newer ledger is needed. */
  readonly notCompared?: boolean;
};

/** `1,203,441 now, +1,204 −87 → 1,204,558`, `unchanged`, `first upload: +200,000`, `rebuild needed: …`, `unknown here`. */
export function describeMembers(plan: MembersCounts): string {
  if (plan.notCompared) return 'not compared: the ledger is too old';
  switch (plan.state) {
    case 'unchanged':
      return plan.held === null ? 'unchanged' : `unchanged, ${formatCount(plan.held)}`;
    case 'first-upload':
      return `first upload: ${describeDelta(plan)}`;
    case 'rebuild-needed':
      return `rebuild needed: cleared, then ${describeDelta(plan)}`;
    case 'unknown-here':
      return 'unknown here';
    case 'delta':
      return plan.held === null
        ? describeDelta(plan)
        : `${describeHeld(plan, plan.held)}, ${describeDelta(plan)}${describeGoal(plan, plan.held)}`;
  }
}

function describeHeld({ unconfirmed = 0 }: MembersCounts, held: number): string {
  return `${formatCount(held - unconfirmed)} now${describeUnconfirmed(unconfirmed)}`;
}

/** `, 6 unconfirmed from the last request`; nothing where each request was answered. */
export function describeUnconfirmed(count: number): string {
  return count === 0 ? '' : `, ${formatCount(count)} unconfirmed from the last request`;
}

/** What of the last request is unconfirmed may be on the list or not, unless the source says it. */
function describeGoal(plan: MembersCounts, held: number): string {
  const { adds, removes, total, unconfirmed = 0 } = plan;
  const goal = total ?? (unconfirmed > 0 ? null : held + adds - removes);
  return goal === null ? '' : ` → ${formatCount(goal)}`;
}

function describeDelta({ adds, removes }: MembersCounts): string {
  const parts = [
    ...(adds > 0 || removes === 0 ? [`+${formatCount(adds)}`] : []),
    ...(removes > 0 ? [`−${formatCount(removes)}`] : []),
  ];
  return parts.join(' ');
}
