/** One report of many projects, in each format but JSON. */
import type { DetailFormat } from '../../../report/many/condenser-options.ts';
import type { ManyTextOptions } from '../../../report/many/many-options.ts';
import type { ProjectResult } from '../../../report/many/project-result.ts';
import { renderManyMarkdown } from '../../../report/many/render-many-markdown.ts';
import type { ReportFormat } from '../../../report/report-format.ts';

export function renderMany(
  format: Exclude<ReportFormat, 'json'>,
  results: readonly ProjectResult[],
  options: ManyTextOptions,
): string {
  switch (format) {
    case 'markdown':
    case 'html':
    case 'gitlab':
    case 'text':
      return renderManyMarkdown(results, options);
  }
}

export function isDetailFormat(format: string): format is DetailFormat {
  return format === 'text' || format === 'markdown' || format === 'html';
}
