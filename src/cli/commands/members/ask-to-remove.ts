/** Consent to a removal that cannot be undone, since members cannot be read back. */
import { notApproved } from '../../applying/not-approved.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { type ExitCode, exitCodes } from '../../process/exit-codes.ts';
import type { MembersRun } from './members-run.ts';

/** @returns false where there is no terminal to ask on. */
export async function askToRemove(
  question: string,
  { terminal }: Pick<CommandContext, 'terminal'>,
): Promise<boolean> {
  if (!terminal.interactive) return false;
  return (await terminal.ask(`${question} Type "yes" to confirm: `))?.trim() === 'yes';
}

/** @param codes the other refusals of the run. */
export function refuseNotApproved(
  { refuse }: Pick<MembersRun, 'refuse'>,
  { terminal }: Pick<CommandContext, 'terminal'>,
  codes: readonly string[] = [],
): ExitCode {
  refuse(['approval-missing', ...codes]);
  terminal.writeWarning(notApproved(terminal.interactive));
  return exitCodes.refused;
}
