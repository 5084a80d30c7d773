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
  context: Pick<CommandContext, 'options' | 'terminal' | 'among'>,
  more = '',
): void {
  // The report of all projects has them.
  if (context.among !== undefined) return;
  const because = isResultRightAbove(context) ? '.' : `:${listReasons(refusals)}`;
  context.terminal.writeWarning(`${what}${because}${more}`);
}

/** Whether people read the result in the same place as what stands on stderr: it is for them, and went to the terminal. */
export function isResultRightAbove({
  options,
  terminal,
}: Pick<CommandContext, 'options' | 'terminal'>): boolean {
  return readFormat(options.text('format')) === 'text' && terminal.isOnePlace;
}
