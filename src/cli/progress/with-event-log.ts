/** `--events FILE`, for as long as a run takes. */
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { RemoteEvent } from '../../remote/remote-event.ts';
import { renderDiagnostics } from '../../report/findings/render-diagnostics.ts';
import { refusePath } from '../output/write-file.ts';
import type { CommandContext } from '../process/command-context.ts';
import { exitCodeOfFailure } from '../process/exit-code-of-failure.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { createEventLog, type EventLog } from './create-event-log.ts';
import { describeBulkRequest } from './describe-bulk-request.ts';

export interface RunEvents {
  readonly tell: EventLog['tell'];
  /** Codes of what the run was refused for, or could not do. */
  readonly refuse: (codes: readonly string[]) => void;
  /** What is sent, and what comes back. */
  readonly onEvent: (event: RemoteEvent) => void;
}

/**
 * @param run gets a log that does nothing where no file was asked for.
 * @throws DiagnosticError for a file that cannot be written, before anything is sent, and what `run` throws.
 */
export async function withEventLog(
  { command, options, terminal }: Pick<CommandContext, 'command' | 'options' | 'terminal'>,
  run: (events: RunEvents) => Promise<ExitCode>,
): Promise<ExitCode> {
  const file = options.text('events');
  if (file === null) return run({ tell: () => {}, refuse: () => {}, onEvent: () => {} });
  const warn = (warning: Diagnostic) =>
    terminal.writeWarning(renderDiagnostics([warning], [], { color: terminal.noteColor }));
  if (file !== '-') await refusePath(file);
  const { tell, close } = createEventLog(file, warn, terminal);
  // What is thrown ends the command with this one.
  let exitCode: ExitCode = exitCodes.error;
  const codes = new Set<string>();
  const refuse = (more: readonly string[]) => {
    for (const code of more) codes.add(code);
  };
  // A run that is stopped at once does not come back here.
  const endAtOnce = () => tell({ event: 'end', exitCode: exitCodes.incomplete, codes: [...codes] });
  process.once('exit', endAtOnce);
  try {
    exitCode = await run({
      tell,
      refuse,
      onEvent: (event) =>
        tell(event.event === 'request' ? { ...event, ...describeBulkRequest(event) } : event),
    });
    if (!(await terminal.isWritten())) exitCode = exitCodes.error;
    return exitCode;
  } catch (error) {
    const found = error instanceof DiagnosticError ? error.diagnostics : [{ code: 'unexpected' }];
    refuse(found.map(({ code }) => code));
    exitCode = exitCodeOfFailure(error, command);
    throw error;
  } finally {
    process.off('exit', endAtOnce);
    tell({ event: 'end', exitCode, codes: [...codes] });
    close();
  }
}
