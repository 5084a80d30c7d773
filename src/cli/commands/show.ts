import { findObjections } from '../../reconciler/find-objections.ts';
import { readPlanFile } from '../planning/read-plan-file.ts';
import { showPlan } from '../planning/show-plan.ts';
import type { RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { sameTarget } from '../project/same-target.ts';

/** `show PLANFILE`: a saved plan again, in any format, with what stands against applying it as a file. */
export const runShow: RunCommand = async ({ operand, options, terminal }) => {
  const file = operand ?? '';
  const plan = await readPlanFile(file);
  await showPlan(
    { ...plan, refusals: [...findObjections(plan, { trustPlanFile: true })] },
    { options, terminal },
    { saved: { file, base: null, sameTarget: sameTarget({ options }) } },
  );
  return exitCodes.done;
};
