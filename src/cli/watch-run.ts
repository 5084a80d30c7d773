/** All who want to know what an apply does: the person who waits, and the file of `--events`. */
import type { ApplyResult } from '../apply/apply-plan.ts';
import type { MembersSent } from '../apply/apply-report.ts';
import type { ApplyProgress } from '../apply/run-operations.ts';
import type { RemoteEvent } from '../remote/remote-event.ts';
import { withAdvice } from '../report/render-apply-json.ts';
import type { PlanDocument } from '../schema/generated/plan.ts';
import { systemClock } from '../system-clock.ts';
import type { CommandContext } from './command-context.ts';
import { createProgress } from './create-progress.ts';
import type { ExitCode } from './exit-codes.ts';
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
    const progress = createProgress(context.terminal, systemClock);
    try {
      return await run({
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
          tellOutcomes(result, tell);
        },
      });
    } finally {
      progress.end();
    }
  });
}

function tellOutcomes(result: ApplyResult, tell: RunEvents['tell']): void {
  if (result.state !== 'applied') return;
  for (const { source: _source, ...told } of result.report.results.map(withAdvice)) {
    tell({ event: 'outcome', ...told });
  }
}
