/** All who want to know what an apply does: the person who waits, and the file of `--events`. */

import { formatCount } from '../../model/text/count-of.ts';
import type {
  ApplyProgress,
  ApplyReport,
  ApplyResult,
  MembersSent,
} from '../../reconciler/apply.ts';
import type { RemoteEvent } from '../../remote/remote-event.ts';
import { isComplete, outcomeTitle } from '../../report/apply/apply-outcome.ts';
import { withAdvice } from '../../report/apply/render-apply-json.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { systemClock } from '../../system-clock.ts';
import type { CommandContext } from '../process/command-context.ts';
import type { ExitCode } from '../process/exit-codes.ts';
import { createProgress } from './create-progress.ts';
import { type RunEvents, withEventLog } from './with-event-log.ts';

export interface RunWatch {
  readonly onEvent: (event: RemoteEvent) => void;
  readonly onProgress: (progress: ApplyProgress) => void;
  /** A chunk of a list's members was accepted. */
  readonly onChunk: (address: string, sent: MembersSent) => void;
  readonly begin: (plan: PlanDocument) => void;
  readonly refuse: RunEvents['refuse'];
  /** The results are known and about to be shown. */
  readonly finish: (result: ApplyResult) => void;
}

/**
 * Watches while `run` runs.
 *
 * @throws DiagnosticError for a file that cannot be written, before anything is sent, and what `run` throws.
 */
export async function watchRun(
  context: Pick<CommandContext, 'command' | 'options' | 'terminal'>,
  run: (watch: RunWatch) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withEventLog(context, async ({ tell, refuse, onEvent }) => {
    const { terminal } = context;
    const progress = createProgress(terminal, systemClock);
    let report: ApplyReport | null = null;
    try {
      const exitCode = await run({
        refuse,
        onEvent: (event) => {
          progress.onEvent(event);
          onEvent(event);
        },
        onProgress: (each) => {
          progress.onProgress(each);
          tell({ event: 'progress', ...each });
        },
        onChunk: (address, { added, removed, requests }) => {
          progress.onChunk(address, { added, removed, requests });
          tell({ event: 'members', address, added, removed, requests });
        },
        begin: ({ checksum, project, changes }) =>
          tell({ event: 'plan', checksum, project: { ...project }, changes: changes.length }),
        finish: (result) => {
          progress.end();
          if (result.state === 'applied') report = result.report;
          tellOutcomes(result, tell);
        },
      });
      // A closed stdout does not change the results.
      if (report !== null && !(await terminal.isWritten())) {
        terminal.writeWarning(`The report could not be written to stdout. ${describeDone(report)}`);
      }
      return exitCode;
    } finally {
      progress.end();
    }
  });
}

function describeDone(report: ApplyReport): string {
  const { results } = report;
  const isPlain = isComplete(report.summary) && !results.every(({ alreadyDone }) => alreadyDone);
  if (!isPlain) return outcomeTitle(report);
  return results.length === 1
    ? 'The change was applied.'
    : `All ${formatCount(results.length)} changes were applied.`;
}

function tellOutcomes(result: ApplyResult, tell: RunEvents['tell']): void {
  if (result.state !== 'applied') return;
  for (const { source: _source, ...told } of result.report.results.map(withAdvice)) {
    tell({ event: 'outcome', ...told });
  }
}
