/** The results of many projects in each format but JSON, which is written as the projects come. */
import { renderGitlabSums } from '../render-gitlab-counts.ts';
import type { ReportFormat } from '../report-format.ts';
import type { ManyTextOptions } from './many-options.ts';
import type { ProjectResult } from './project-result.ts';
import { renderManyHtml } from './render-many-html.ts';
import { renderManyMarkdown } from './render-many-markdown.ts';
import { renderManyText } from './render-many-text.ts';
import { gatherRefusals } from './words/gather-refusals.ts';
import { sumSummaries } from './words/tally-results.ts';

export interface RenderManyOptions extends ManyTextOptions {
  readonly format: Exclude<ReportFormat, 'json'>;
}

/** @param all in the order of their files; equal input gives equal bytes. */
export function renderMany(
  all: readonly ProjectResult[],
  { format, ...given }: RenderManyOptions,
): string {
  const { results, beside } = gatherRefusals(all);
  const options = { ...given, beside: [...beside, ...(given.beside ?? [])] };
  switch (format) {
    case 'text':
      return renderManyText(results, options);
    case 'markdown':
      return renderManyMarkdown(results, options);
    case 'html':
      return renderManyHtml(results, options);
    case 'gitlab':
      return renderGitlabSums(sumSummaries(results));
  }
}
