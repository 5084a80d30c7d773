import { groupBy } from '../../model/group-by.ts';
import type { LeftDifference } from '../../pull/pull-result.ts';

/** The differences of which the same is to say, in the order of the first of each. */
export function groupLeft(left: readonly LeftDifference[]): readonly (readonly LeftDifference[])[] {
  const groups = groupBy(left, (each) => [each.code, each.text, generalFix(each)].join('\n'));
  return [...groups.values()];
}

/** What to do with several of which the same is to say, and with one as it is said of that. */
export function fixOfGroup(group: readonly LeftDifference[]): string {
  const [first] = group;
  if (first === undefined) return '';
  return group.length === 1 ? first.fix : generalFix(first);
}

function generalFix({ fix, address }: LeftDifference): string {
  return fix.replaceAll(`"${address}"`, 'ADDRESS');
}
