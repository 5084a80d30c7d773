/** All who want to know what an apply does: the person who waits, and the file of `--events`. */
import type { ApplyResult } from '../apply/apply-plan.ts';
import type { MembersSent } from '../apply/apply-report.ts';
import type { ApplyProgress } from '../apply/run-operations.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RemoteEvent } from '../remote/remote-event.ts';
import { renderDiagnostics } from '../report/render-diagnostics.ts';
import type { PlanDocument } from '../schema/generated/plan.ts';
import { systemClock } from '../system-clock.ts';
import type { CommandContext } from './command-context.ts';
import { createEventLog, type EventLog } from './create-event-log.ts';
import { createProgress } from './create-progress.ts';
import { describeBulkRequest } from './describe-bulk-request.ts';
import type { ExitCode } from './exit-codes.ts';
import { refusePath } from './write-file.ts';

export interface RunWatch {
  readonly onEvent: (event: RemoteEvent) => void;
  readonly onProgress: (progress: ApplyProgress) => void;
  /** A chunk of a list's members was accepted. */
  readonly onChunk: (address: string, sent: MembersSent) => void;
  readonly begin: (plan: PlanDocument) => void;
  /** The results are known and about to be shown. */
  readonly finish: (result: ApplyResult) => void;
}

/**
 * Watches while `run` runs.
 *
 * @throws DiagnosticError for a file that cannot be written, before anything is sent, and what `run` throws.
 */
export async function watchRun(
  { options, terminal }: Pick<CommandContext, 'options' | 'terminal'>,
  run: (watch: RunWatch) => Promise<ExitCode>,
): Promise<ExitCode> {
  const file = options.text('events');
  const warn = (warning: Diagnostic) =>
    terminal.writeWarning(renderDiagnostics([warning], [], { color: terminal.noteColor }));
  if (file !== null) await refusePath(file);
  const log = file === null ? null : createEventLog(file, warn, terminal.clean);
  const progress = createProgress(terminal, systemClock);
  let exitCode: ExitCode | null = null;
  try {
    exitCode = await run({
      onEvent: (event) => {
        progress.onEvent(event);
        log?.tell(event.event === 'request' ? { ...event, ...describeBulkRequest(event) } : event);
      },
      onProgress: (each) => {
        progress.onProgress(each);
        log?.tell({ event: 'progress', ...each });
      },
      onChunk: (address, { added, removed, requests }) => {
        progress.onChunk(address, { added, removed, requests });
        log?.tell({ event: 'members', address, added, removed, requests });
      },
      begin: ({ checksum, project, changes }) =>
        log?.tell({ event: 'plan', checksum, project: { ...project }, changes: changes.length }),
      finish: (result) => {
        progress.end();
        if (log) tellOutcomes(result, log);
      },
    });
    return exitCode;
  } finally {
    progress.end();
    log?.tell({ event: 'end', exitCode });
    log?.close();
  }
}

function tellOutcomes(result: ApplyResult, log: EventLog): void {
  if (result.state !== 'applied') return;
  for (const { source: _source, ...told } of result.report.results) {
    log.tell({ event: 'outcome', ...told });
  }
}
