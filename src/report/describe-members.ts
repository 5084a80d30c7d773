/** What would become of the members of a list, in a few words and numbers. */
import type { MembersPlan } from '../members/members-plan.ts';
import { formatCount } from './count-of.ts';

type MembersCounts = Pick<MembersPlan, 'state' | 'mode' | 'adds' | 'removes' | 'held' | 'total'>;

/** `+1,204 −87 of 1,203,441`, `unchanged`, `first upload: +200,000`, `rebuild needed: …`, `unknown here`. */
export function describeMembers(plan: MembersCounts): string {
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
        : `${describeDelta(plan)} of ${formatCount(plan.held)}`;
  }
}

function describeDelta({ adds, removes }: MembersCounts): string {
  const parts = [
    ...(adds > 0 || removes === 0 ? [`+${formatCount(adds)}`] : []),
    ...(removes > 0 ? [`−${formatCount(removes)}`] : []),
  ];
  return parts.join(' ');
}
