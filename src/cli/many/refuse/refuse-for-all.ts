import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { usageError } from '../../arguments/usage-error.ts';
import { readTake } from '../../commands/pull/read-take.ts';
import { readFailOn } from '../../planning/hold-fail-on.ts';
import { refusePlanOptions } from '../../planning/read-plan-options.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { readVars } from '../../project/read-vars.ts';

/**
 * What is wrong with the options is said once, and not by every project.
 *
 * @param makesPlans false where saved plans are applied: how they are made is settled.
 * @throws DiagnosticError for options that no project can accept, with nothing read.
 */
export async function refuseForAll(context: CommandContext, makesPlans: boolean): Promise<void> {
  const { command, options } = context;
  readVars(options.list('var'));
  if (command === 'snapshot' && options.text('out') === null) {
    const hint = 'Give a folder. It gets a file for each project: --out DIR.';
    throw new DiagnosticError([usageError('missing-option', 'snapshot needs --out', hint)]);
  }
  if (command === 'pull') readTake(context);
  if (command === 'validate') await readFailOn(context);
  if (!makesPlans || (command !== 'plan' && command !== 'apply')) return;
  await readFailOn(context);
  refusePlanOptions(context);
}
