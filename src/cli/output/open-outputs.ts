/** The output files of a command, checked before the command does anything else. */
import type { CommandName } from '../arguments/command.ts';
import type { CommandContext } from '../process/command-context.ts';
import { keptBy } from './kept-paths.ts';
import { type Output, refuseOutputs } from './refuse-outputs.ts';
import { proveWritable } from './write-file.ts';

/** The commands whose argument is a plan file. */
const readingPlans: readonly CommandName[] = ['apply', 'show'];

/**
 * Refuses outputs that would overwrite an input, and tries whether the others can be written. The event log
 * opens the file of `--events` itself, and appends to it.
 *
 * @throws DiagnosticError with nothing written, and nothing sent.
 */
export async function openOutputs(
  outputs: readonly Output[],
  command: CommandName,
  context: Pick<CommandContext, 'options' | 'operand'>,
): Promise<void> {
  const planFile = readingPlans.includes(command) ? context.operand : null;
  await refuseOutputs(await keptBy(context, planFile), outputs);
  for (const { option, file } of outputs) {
    if (file !== '-' && option !== '--events') await proveWritable(file);
  }
}
