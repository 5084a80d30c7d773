import type { ApplyReport, ChangeResult } from '../../apply/apply-report.ts';
import { renderGitlabCounts } from '../render-gitlab-counts.ts';
import type { ReportFormat } from '../report-format.ts';
import { renderApplyHtml } from './render-apply-html.ts';
import { renderApplyJson } from './render-apply-json.ts';
import { renderApplyMarkdown } from './render-apply-markdown.ts';
import { type ApplyTextOptions, renderApplyText } from './render-apply-text.ts';

export interface ApplyReportOptions extends ApplyTextOptions {
  readonly format: ReportFormat;
}

/** What became of a plan, in any of the formats; lines, each ended. */
export function renderApplyReport(
  report: ApplyReport,
  { format, ...options }: ApplyReportOptions,
): string {
  switch (format) {
    case 'text':
      return renderApplyText(report, options);
    case 'json':
      return renderApplyJson(report, options.plan?.diagnostics);
    case 'markdown':
      return renderApplyMarkdown(report, options);
    case 'html':
      return renderApplyHtml(report, options);
    case 'gitlab':
      return renderGitlabCounts(doneIn(report));
  }
}

function doneIn({ results }: ApplyReport): readonly ChangeResult['action'][] {
  return results.filter(({ outcome }) => outcome === 'done').map(({ action }) => action);
}
