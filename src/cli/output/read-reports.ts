/** `--report FORMAT=FILE`, as often as wanted. */
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { type ReportFormat, reportFormats } from '../../report/report-format.ts';
import { usageError } from '../arguments/usage-error.ts';

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
      const message =
        format || rest.length === 0 || name === ''
          ? `--report is "${value}", which is not FORMAT=FILE`
          : `--report has the unknown format "${name}"`;
      const hint = `Use one of ${reportFormats.join(', ')}, as in --report markdown=FILE.`;
      problems.push(usageError('invalid-option', message, hint));
    }
  }
  if (problems.length > 0) throw new DiagnosticError(problems);
  return reports;
}
