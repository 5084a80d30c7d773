/** A plan as the result of a command: on stdout in the format asked for, and in the report files. */
import type { SavedPlan } from '../../report/plan/apply-command.ts';
import { renderPlan } from '../../report/plan/render-plan.ts';
import { reportFormats } from '../../report/report-format.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { systemClock } from '../../system-clock.ts';
import { readFormat } from '../output/read-format.ts';
import { refuseSecrets } from '../output/refuse-secrets.ts';
import { writeReports } from '../output/reports/write-reports.ts';
import { writeOutput } from '../output/write-file.ts';
import type { CommandContext } from '../process/command-context.ts';
import { sameLedger, sameTarget } from '../project/same-target.ts';

type Output = Pick<CommandContext, 'options' | 'terminal' | 'among'>;

interface Shown {
  /** Whether `apply` shows what it refused. */
  readonly isApply?: boolean;
  /** Null for a plan that is no file. */
  readonly saved?: SavedPlan | null;
}

export async function showPlan(
  plan: PlanDocument,
  output: Output,
  shown: Shown = {},
): Promise<void> {
  const { options, terminal } = output;
  const now = systemClock.now();
  output.among?.onPlan(plan);
  await reportPlan(plan, output, shown);
  const details = { ...detailsOf(output), ...shown };
  const format = readFormat(options.text('format'));
  terminal.writeResult(renderPlan(plan, { format, ...details, now, color: terminal.resultColor }));
}

/** The report files alone. */
export async function reportPlan(
  plan: PlanDocument,
  output: Output,
  shown: Shown = {},
): Promise<void> {
  const details = { ...detailsOf(output), ...shown };
  await writeReports(output, reportFormats, (format) =>
    renderPlan(plan, { format, ...details, color: false }),
  );
}

function detailsOf({ options, terminal }: Output) {
  return {
    width: terminal.width,
    verbose: options.flag('verbose'),
    sameTarget: sameTarget({ options }),
    isSandbox: options.flag('sandbox'),
    ledger: sameLedger({ options }),
  };
}

/** `--out FILE`: the plan as apply takes it. */
export async function savePlan(plan: PlanDocument, { options, terminal }: Output): Promise<void> {
  const file = options.text('out');
  if (file === null) return;
  const text = renderPlan(plan, { format: 'json' });
  refuseSecrets('The plan', text, terminal);
  await writeOutput(file, text, terminal);
}
