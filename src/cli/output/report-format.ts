export const reportFormats = ['text', 'json', 'markdown', 'html', 'gitlab'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The format of stdout; the command line has already checked it. */
export function readFormat(value: string | null): ReportFormat {
  return reportFormats.find((format) => format === value) ?? 'text';
}
