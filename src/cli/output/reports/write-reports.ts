/** The files of `--report`. */
import { type Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { writeOutput } from '../write-file.ts';
import { readReports, reportValues } from './read-reports.ts';

/** Some of them can't be written; the others hold the result. */
export class ReportsNotWritten extends DiagnosticError {}

/**
 * Writes each of them, also where another one can't be written.
 * @throws ReportsNotWritten where one can't be written.
 */
export async function writeReports<Format extends string>(
  { options, terminal }: Pick<CommandContext, 'options' | 'terminal'>,
  formats: readonly Format[],
  render: (format: Format) => string,
): Promise<void> {
  const problems: Diagnostic[] = [];
  for (const { format, file } of readReports(reportValues(options, formats), formats)) {
    try {
      await writeOutput(file, terminal.clean(render(format)), terminal);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      problems.push(...error.diagnostics);
    }
  }
  if (problems.length > 0) throw new ReportsNotWritten(problems);
}
