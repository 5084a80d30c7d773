/** `--report` of a run that ended without a result: the file says why. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../../report/findings/render-diagnostics.ts';
import { renderFailure } from '../../report/findings/render-failure.ts';
import type { CommandName } from '../arguments/command.ts';
import type { CommandContext } from '../process/command-context.ts';
import { renderJson } from '../process/render-json.ts';
import type { Failure } from '../process/report-failure.ts';
import { readReports } from './read-reports.ts';
import { writeOutput } from './write-file.ts';

/** A report that cannot be written is reported as well, unless it is what ended the run. */
export async function writeFailureReports(
  { diagnostics, sources }: Failure,
  name: CommandName,
  { options, operand, terminal }: Pick<CommandContext, 'options' | 'operand' | 'terminal'>,
): Promise<void> {
  // Pipelines treat the file of `--out` as the plan, so without a plan there is no file.
  if (name === 'plan') return;
  const failure = {
    command: name === 'members' && operand !== null ? `${name} ${operand}` : name,
    text: renderDiagnostics(diagnostics, sources),
    json: renderJson({ formatVersion: 1, diagnostics }),
  };
  for (const { format, file } of wellFormed(options.list('report'))) {
    try {
      await writeOutput(file, terminal.clean(renderFailure(failure, format)), terminal);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      const told = new Set(diagnostics.map(({ message }) => message));
      const more = error.diagnostics.filter(({ message }) => !told.has(message));
      terminal.writeWarning(renderDiagnostics(more, [], { color: terminal.noteColor }));
    }
  }
}

function wellFormed(values: readonly string[]) {
  return values.flatMap((value) => {
    try {
      return readReports([value]);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      return [];
    }
  });
}
