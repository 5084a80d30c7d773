import type { MembersRefusal } from '../../../members/members-plan.ts';
import type { FoundList } from '../../members/find-contact-list.ts';
import { tellRefusals } from '../../output/tell-refusals.ts';
import type { CommandContext } from '../../process/command-context.ts';

/** On stderr, where a log has it when the result goes to a file. */
export function tellListRefusals(
  { address }: Pick<FoundList, 'address'>,
  refusals: readonly MembersRefusal[],
  context: Pick<CommandContext, 'options' | 'terminal'>,
): void {
  const ofList = refusals.map((refusal) => ({ ...refusal, address }));
  tellRefusals('Refused, and nothing was sent', ofList, context);
}
