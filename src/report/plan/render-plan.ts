import type { PlanDocument } from '../../schema/generated/plan.ts';
import { renderGitlabCounts } from '../render-gitlab-counts.ts';
import type { ReportFormat } from '../report-format.ts';
import type { HowSaved } from './apply-command.ts';
import { renderPlanHtml } from './render-plan-html.ts';
import { renderPlanJson } from './render-plan-json.ts';
import { renderPlanMarkdown } from './render-plan-markdown.ts';
import { type PlanTextOptions, renderPlanText } from './render-plan-text.ts';

export interface RenderPlanOptions extends PlanTextOptions, HowSaved {
  readonly format: ReportFormat;
}

/** One plan value in any of its formats; equal input gives equal bytes. */
export function renderPlan(plan: PlanDocument, { format, ...options }: RenderPlanOptions): string {
  switch (format) {
    case 'text':
      return renderPlanText(plan, options);
    case 'json':
      return renderPlanJson(plan);
    case 'markdown':
      return renderPlanMarkdown(plan, options);
    case 'html':
      return renderPlanHtml(plan, options);
    case 'gitlab':
      return renderGitlabCounts(plan.changes.map(({ action }) => action));
  }
}
