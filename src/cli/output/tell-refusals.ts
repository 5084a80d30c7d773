import { listReasons } from '../../report/plan/list-reasons.ts';
import type { Refusal } from '../../schema/generated/plan.ts';
import type { CommandContext } from '../process/command-context.ts';
import { readFormat } from './read-format.ts';

/**
 * Says on stderr what was refused and why, unless the result that says it is right above.
 * @param what a sentence without its full stop.
 */
export function tellRefusals(
  what: string,
  refusals: readonly Refusal[],
  { options, terminal }: Pick<CommandContext, 'options' | 'terminal'>,
  more = '',
): void {
  const isSeen = readFormat(options.text('format')) === 'text' && terminal.isOnePlace;
  const because = isSeen ? '.' : `:${listReasons(refusals)}`;
  terminal.writeWarning(`${what}${because}${more}`);
}
