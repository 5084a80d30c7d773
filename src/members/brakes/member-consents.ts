/** What may be done to the members of a list, by the options that were given and the limits of the project. */
import type { Limits } from '../../model/project.ts';
import type { MembersConsents } from '../members-task.ts';

/** The brakes on members. For each there is exactly one option that accepts it. */
export const memberBrakes = ['removal', 'growth', 'invalid'] as const;
export type MemberBrake = (typeof memberBrakes)[number];

/** The option that accepts what a brake refuses. */
export function consentTo(brake: MemberBrake): `allow-member-${MemberBrake}` {
  return `allow-member-${brake}`;
}

export const rebuildConsent = 'allow-members-rebuild';

/**
 * @param given options, by their names.
 * @param surroundings what a rebuild takes into account, and what a plan showed.
 */
export function memberConsents(
  given: readonly string[],
  limits: Limits,
  surroundings: Pick<MembersConsents, 'excludedBy' | 'replace' | 'covered'>,
): MembersConsents {
  const allowsInvalid = given.includes(consentTo('invalid'));
  return {
    removal: given.includes(consentTo('removal')),
    growth: given.includes(consentTo('growth')),
    invalid: allowsInvalid,
    calledInvalid: allowsInvalid,
    rebuild: given.includes(rebuildConsent),
    maxRemovePercent: limits.maxMemberRemovePercent,
    maxGrowPercent: limits.maxMemberGrowPercent,
    maxInvalidPercent: limits.maxMemberInvalidPercent,
    ...surroundings,
  };
}
