/** The formats of the result of a plan, an apply or a `members` command, on stdout and in the files of `--report`. */
export const reportFormats = ['text', 'json', 'markdown', 'html', 'gitlab'] as const;

export type ReportFormat = (typeof reportFormats)[number];
