/** The formats of the result of a plan, an apply or a `members` command, on stdout and in the files of `--report`. */
export const reportFormats = ['text', 'json', 'markdown', 'html', 'gitlab'] as const;

/** The same but for what only counts the changes of plans. */
export const pullFormats = ['text', 'json', 'markdown', 'html'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** The formats of the findings of `validate` in the files of `--report`, for tools that show findings. */
export const findingsFormats = ['sarif', 'junit', 'codequality', 'json'] as const;

export type FindingsFormat = (typeof findingsFormats)[number];
