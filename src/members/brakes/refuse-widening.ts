import type { MembersRefusal } from '../members-plan.ts';
import type { MembersConsents } from '../members-task.ts';

/**
 * Why a list that keeps people out of audiences must not be emptied; null where nothing is against it.
 * @param when for how long it is empty, to begin the sentence with.
 */
export function refuseWidening(
  { excludedBy, replace }: Pick<MembersConsents, 'excludedBy' | 'replace'>,
  when: 'while it is cleared and filled' | 'once it is cleared',
): MembersRefusal | null {
  if (excludedBy.length === 0 || replace) return null;
  return {
    code: 'members-rebuild-widens',
    text: `${when}, people it excludes would be in ${excludedBy.join(', ')}`,
    fix: 'Set "lifecycle: { replace: allow }" on the segment if you accept this.',
  };
}
