/** `--report` of a run that ended without a result: the file says why. */
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../../../report/findings/render-diagnostics.ts';
import { renderFailure } from '../../../report/findings/render-failure.ts';
import { findingsFormats, reportFormats } from '../../../report/report-format.ts';
import type { CommandName } from '../../arguments/command.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { renderJson } from '../../process/render-json.ts';
import type { Failure } from '../../process/report-failure.ts';
import { createFindingsRenderer } from '../create-findings-renderer.ts';
import { writeOutput } from '../write-file.ts';
import { readReports, reportValues } from './read-reports.ts';

type Output = Pick<CommandContext, 'options' | 'terminal'>;

/** A report that cannot be written is reported as well, unless it is what ended the run. */
export async function writeFailureReports(
  failure: Failure,
  name: CommandName,
  { operand, ...output }: Output & Pick<CommandContext, 'operand' | 'environment'>,
): Promise<void> {
  // Pipelines treat the file of `--out` as the plan, so without a plan there is no file.
  if (name === 'plan') return;
  if (name === 'validate') {
    const render = await createFindingsRenderer(failure, output.environment);
    return writeEach(failure, findingsFormats, render, output);
  }
  const { diagnostics, sources } = failure;
  const shown = {
    command: name === 'members' && operand !== null ? `${name} ${operand}` : name,
    text: renderDiagnostics(diagnostics, sources),
    json: renderJson({ formatVersion: 1, diagnostics }),
  };
  return writeEach(failure, reportFormats, (format) => renderFailure(shown, format), output);
}

async function writeEach<Format extends string>(
  { diagnostics }: Failure,
  formats: readonly Format[],
  render: (format: Format) => string,
  { options, terminal }: Output,
): Promise<void> {
  for (const { format, file } of wellFormed(reportValues(options, formats), formats)) {
    try {
      await writeOutput(file, terminal.clean(render(format)), terminal);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      const told = new Set(diagnostics.map(({ message }) => message));
      const more = error.diagnostics.filter(({ message }) => !told.has(message));
      terminal.writeWarning(renderDiagnostics(more, [], { color: terminal.noteColor }));
    }
  }
}

function wellFormed<Format extends string>(values: readonly string[], formats: readonly Format[]) {
  return values.flatMap((value) => {
    try {
      return readReports([value], formats);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      return [];
    }
  });
}
