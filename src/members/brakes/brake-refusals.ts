import type { MembersRefusal } from '../members-plan.ts';
import type { MembersTask } from '../members-task.ts';
import { describeTitle, type SourceAccount } from '../source/source-account.ts';
import type { FoundBrake } from './find-brakes.ts';
import { consentTo, type MemberBrake } from './member-consents.ts';

/** The brakes without a consent, each reported once: a source without identifiers meets several. */
export function brakeRefusals(
  brakes: readonly FoundBrake[],
  opened: readonly FoundBrake[],
  consents: MembersTask['consents'],
  source: SourceAccount,
): readonly MembersRefusal[] {
  const refusals = brakes
    .filter((each) => !opened.includes(each))
    .map(({ brake, refusal }) =>
      consents[brake] ? { ...refusal, fix: planAgain(brake) } : refusal,
    );
  const has = (wanted: string) => refusals.some(({ code }) => code === wanted);
  const isOfNoUse = has('members-too-many-invalid');
  const isEmpty = has('members-source-empty');
  return refusals
    .filter(
      ({ code }) =>
        !(isOfNoUse && code === 'members-source-empty') &&
        // An empty source removes all members: that is not said twice.
        !(isEmpty && !isOfNoUse && code === 'members-removal-limit'),
    )
    .map((refusal) => withTitle(refusal, source));
}

/** The first invalid line may be a heading, which is not an error in the data. */
function withTitle(refusal: MembersRefusal, source: SourceAccount): MembersRefusal {
  const of =
    refusal.code === 'members-exclude-invalid'
      ? source.excluded
      : refusal.code === 'members-too-many-invalid'
        ? source
        : null;
  const title = of === null ? null : describeTitle(of);
  return title === null ? refusal : { ...refusal, fix: `${title} ${refusal.fix}` };
}

/** A consent was given, but the plan showed less. */
function planAgain(brake: MemberBrake): string {
  return `Check the source, because this is more than the plan showed. If it is intended, plan again with --${consentTo(brake)}.`;
}
