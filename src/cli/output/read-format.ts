import { type ReportFormat, reportFormats } from '../../report/report-format.ts';

/** The format of stdout; the command line has already checked it. */
export function readFormat(value: string | null): ReportFormat {
  return reportFormats.find((format) => format === value) ?? 'text';
}
