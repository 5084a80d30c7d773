import { countOf } from '../../model/text/count-of.ts';
import type { PlannedChange } from '../../schema/generated/plan.ts';
import { describeMembers } from '../members/describe-members.ts';
import { quoteArgument } from '../text/quote-argument.ts';
import { afterOf, readAddress, typeOf } from './change-attributes.ts';

export interface MembersWords {
  readonly text: string;
  /** What to run, behind the text; null where there is nothing to run. */
  readonly command: string | null;
}

/**
 * What becomes of the members of a contact list, in a line: counts where the plan has them, else how
 * a new list is filled; null where there is nothing to say.
 * @param membersTarget see ChangeTextOptions.
 */
export function describeChangeMembers(
  change: PlannedChange,
  membersTarget: string,
): MembersWords | null {
  const { members, action, address } = change;
  if (members) {
    const { invalid } = members;
    const left = invalid ? `; ${countOf(invalid, 'invalid line')} left out` : '';
    return { text: describeMembers(members) + left, command: null };
  }
  const isNew = action === 'create' || action === 'replace';
  if (!isNew || typeOf(afterOf(change)) !== 'contactList') return null;
  return {
    text: 'not read by this plan; filled by: ',
    command: `audiencectl members sync ${quoteArgument(readAddress(address).name)}${membersTarget}`,
  };
}
