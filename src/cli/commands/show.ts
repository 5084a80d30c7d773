import { findObjections } from '../../reconciler/find-objections.ts';
import { readPlanFile } from '../planning/read-plan-file.ts';
import { showPlan } from '../planning/show-plan.ts';
import type { RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';

/** `show PLANFILE`: a saved plan again, in any format, with what stands against applying it as a file. */
export const runShow: RunCommand = async ({ operand, options, terminal }) => {
  const plan = await readPlanFile(operand ?? '');
  await showPlan(
    { ...plan, refusals: [...findObjections(plan, { trustPlanFile: true })] },
    { options, terminal },
  );
  return exitCodes.done;
};
