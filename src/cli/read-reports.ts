/** `--report FORMAT=FILE`, as often as wanted. */
import { type Diagnostic, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { usageError } from './arguments/usage-error.ts';
import { type ReportFormat, reportFormats } from './report-format.ts';

export interface Report {
  readonly format: ReportFormat;
  readonly file: string;
}

/** Throws `invalid-option` for what is not `FORMAT=FILE` with a known format. */
export function readReports(values: readonly string[]): readonly Report[] {
  const problems: Diagnostic[] = [];
  const reports: Report[] = [];
  for (const value of values) {
    const [name = '', ...rest] = value.split('=');
    const format = reportFormats.find((candidate) => candidate === name);
    const file = rest.join('=');
    if (format && file) reports.push({ format, file });
    else {
      problems.push(
        usageError(
          'invalid-option',
          `--report is "${value}", which is not FORMAT=FILE`,
          `FORMAT is one of ${reportFormats.join(', ')}`,
        ),
      );
    }
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
  return reports;
}
