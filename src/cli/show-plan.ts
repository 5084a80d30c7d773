/** A plan as the result of a command: on stdout in the format asked for, and in the report files. */
import { renderPlan } from '../report/render-plan.ts';
import type { PlanDocument } from '../schema/generated/plan.ts';
import type { CommandContext } from './command-context.ts';
import { readReports } from './read-reports.ts';
import { readFormat } from './report-format.ts';
import { writeFileWhole } from './write-file.ts';

type Output = Pick<CommandContext, 'options' | 'terminal'>;

export async function showPlan(plan: PlanDocument, { options, terminal }: Output): Promise<void> {
  const details = { width: terminal.width, verbose: options.flag('verbose') };
  for (const { format, file } of readReports(options.list('report'))) {
    await writeFileWhole(file, renderPlan(plan, { format, ...details, color: false }));
  }
  const format = readFormat(options.text('format'));
  terminal.writeResult(renderPlan(plan, { format, ...details, color: terminal.resultColor }));
}

/** `--out FILE`: the plan as apply takes it. */
export async function savePlan(plan: PlanDocument, { options }: Output): Promise<void> {
  const file = options.text('out');
  if (file !== null) await writeFileWhole(file, renderPlan(plan, { format: 'json' }));
}
