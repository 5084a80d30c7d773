/** What became of a plan, as the result of apply. */
import { type ApplyReport, type ReportNow, reportUnsent } from '../../reconciler/apply.ts';
import { isComplete } from '../../report/apply/apply-outcome.ts';
import { renderApplyReport } from '../../report/apply/render-apply-report.ts';
import { renderPlan } from '../../report/plan/render-plan.ts';
import { type ReportFormat, reportFormats } from '../../report/report-format.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { systemClock } from '../../system-clock.ts';
import { readFormat } from '../output/read-format.ts';
import { writeReports } from '../output/reports/write-reports.ts';
import type { CommandContext } from '../process/command-context.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { stoppedAtOnce } from '../process/stop-on-interrupt.ts';
import { sameLedger, sameTarget } from '../project/same-target.ts';

type Output = Pick<CommandContext, 'options' | 'terminal' | 'notices' | 'among'>;

/** Shows the report, and returns whether everything was done. */
export async function showReport(
  report: ApplyReport,
  plan: PlanDocument,
  isSaved: boolean,
  output: Output,
): Promise<ExitCode> {
  const noticed = withNotices(plan, output);
  output.among?.onPlan(plan, report);
  const details = { plan: noticed, isSaved, ...outcomeDetails(output) };
  await show(
    output,
    (format, color) => renderApplyReport(report, { format, color, ...details }),
    !isComplete(report.summary),
  );
  const { done } = report.summary;
  if (!isComplete(report.summary)) return exitCodes.incomplete;
  return done > 0 && output.options.flag('detailed-exitcode') ? exitCodes.changes : exitCodes.done;
}

/**
 * The last output of a run that was stopped at once. It does not wait for requests in flight, so their
 * outcomes are unknown.
 *
 * @param reportNow null where nothing was sent yet.
 */
export async function showStopped(
  plan: PlanDocument,
  isSaved: boolean,
  output: Output,
  reportNow: ReportNow | null,
): Promise<void> {
  const { terminal } = output;
  const { code, message } = stoppedAtOnce;
  const report = reportNow
    ? reportNow({ code, detail: message, traceId: null })
    : reportUnsent(plan);
  const noticed = withNotices(plan, output);
  output.among?.onPlan(plan, report);
  const stopped = { ...noticed, diagnostics: [...noticed.diagnostics, stoppedAtOnce] };
  const details = { plan: stopped, isSaved, ...outcomeDetails(output) };
  const last = { ...output, terminal: { ...terminal, writeResult: terminal.writeLastResult } };
  await show(
    last,
    (format, color) => renderApplyReport(report, { format, color, ...details }),
    true,
  );
}

function outcomeDetails({ options, terminal }: Output) {
  return {
    now: systemClock.now(),
    width: terminal.width,
    isSandbox: options.flag('sandbox'),
  };
}

/** There was nothing to do: the plan says so better than an empty report. */
export async function showNoChanges(plan: PlanDocument, output: Output): Promise<ExitCode> {
  output.among?.onPlan(plan, reportUnsent(plan));
  const details = {
    width: output.terminal.width,
    verbose: output.options.flag('verbose'),
    sameTarget: sameTarget(output),
    isSandbox: output.options.flag('sandbox'),
    ledger: sameLedger(output),
  };
  await show(output, (format, color) =>
    format === 'json'
      ? renderApplyReport(reportUnsent(plan), { format, plan: withNotices(plan, output) })
      : renderPlan(plan, { format, color, ...details, now: systemClock.now() }),
  );
  return exitCodes.done;
}

/** The report of a run may depend on the date; the plan may not. */
function withNotices(plan: PlanDocument, { notices }: Output): PlanDocument {
  const told = notices.list().map(({ related: _, source, ...rest }) => ({
    ...rest,
    ...(source === undefined ? {} : { source }),
  }));
  return { ...plan, diagnostics: [...plan.diagnostics, ...told] };
}

async function show(
  { options, terminal }: Pick<Output, 'options' | 'terminal'>,
  write: (format: ReportFormat, color: boolean) => string,
  isIncomplete = false,
): Promise<void> {
  // The result comes first: a report file that can't be written must not hide what was done.
  terminal.writeResult(write(readFormat(options.text('format')), terminal.resultColor));
  // Counts say neither what failed nor why.
  if (readFormat(options.text('format')) === 'gitlab' && isIncomplete)
    terminal.writeWarning(write('text', terminal.noteColor));
  await writeReports({ options, terminal }, reportFormats, (format) => write(format, false));
}
