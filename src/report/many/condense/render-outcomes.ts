/** What became of each change of one project, as a report of many shows it: as many as have room, the worst first. */
import type { ChangeResult } from '../../../apply/apply-report.ts';
import { countOf } from '../../../model/text/count-of.ts';
import type { PlanDocument } from '../../../schema/generated/plan.ts';
import { outcomeLines } from '../../apply/outcome-lines.ts';
import { sortByOutcome } from '../../apply/outcome-order.ts';
import { outcomeRowMarkdown, outcomeTableHead } from '../../apply/outcome-table-markdown.ts';
import { outcomeItemHtml } from '../../apply/render-apply-html.ts';
import { fitBlocks } from '../../text/fit-blocks.ts';
import type { ResultDetails } from '../project-result.ts';
import type { CondenserOptions } from './condenser-options.ts';
import { roomForDetails } from './render-details.ts';

/** @param results with places as the working directory sees them */
export function renderOutcomes(
  results: readonly ChangeResult[],
  plan: PlanDocument | null,
  { formats, color = false }: CondenserOptions,
): Omit<ResultDetails, 'file'> {
  if (results.length === 0) return { hidden: {} };
  const sorted = sortByOutcome(results);
  const fill = (render: (result: ChangeResult) => string, room: number) => {
    const shown = fitBlocks(sorted.map(render), room, () => '').filter((line) => line !== '');
    return { shown, hidden: sorted.length - shown.length };
  };
  const markdown = formats.includes('markdown')
    ? fill(outcomeRowMarkdown, roomForDetails.markdown)
    : null;
  const html = formats.includes('html')
    ? fill((result) => outcomeItemHtml(result, true), roomForDetails.html)
    : null;
  const text = () =>
    fitBlocks(
      outcomeLines(sorted, color),
      roomForDetails.text,
      (hidden) => `… ${countOf(hidden, 'more change')}`,
    ).join('\n');
  return {
    ...(formats.includes('text') ? { text: text() } : {}),
    ...(markdown === null ? {} : { markdown: [...outcomeTableHead(plan), ...markdown.shown] }),
    ...(html === null ? {} : { html: ['<ul class="list">', ...html.shown, '</ul>'] }),
    hidden: {
      ...(markdown === null ? {} : { markdown: markdown.hidden }),
      ...(html === null ? {} : { html: html.hidden }),
    },
  };
}
