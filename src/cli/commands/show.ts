import type { RunCommand } from '../command-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { readPlanFile } from '../read-plan-file.ts';
import { showPlan } from '../show-plan.ts';

/** `show PLANFILE`: a saved plan again, in any format. */
export const runShow: RunCommand = async ({ operand, options, terminal }) => {
  await showPlan(await readPlanFile(operand ?? ''), { options, terminal });
  return exitCodes.done;
};
