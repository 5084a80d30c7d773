/** What became of a plan, as a comment or a job summary; names in code only. */
import type { ApplyReport } from '../../apply/apply-report.ts';
import { formatCount } from '../../model/text/count-of.ts';
import { phraseMarkdown } from '../markup/markdown-phrase.ts';
import { sandboxMarkdown } from '../markup/sandbox-notice.ts';
import { maxCommentLength } from '../plan/render-plan-markdown.ts';
import { fitBlocks } from '../text/fit-blocks.ts';
import {
  type ApplyOutcomeOptions,
  outcomeEffect,
  outcomeRows,
  outcomeTitle,
} from './apply-outcome.ts';
import { sortByOutcome } from './outcome-order.ts';
import { outcomeRowMarkdown, outcomeTableHead } from './outcome-table-markdown.ts';

/** Sentences may take this much; the table gets what is left. */
const rowRoom = 20_000;
const titleRoom = 1000;

const countRest = (hidden: number) => `… ${formatCount(hidden)} more`;

/** @returns at most 65,536 characters, the last line ended */
export function renderApplyMarkdown(
  report: ApplyReport,
  options: ApplyOutcomeOptions = {},
): string {
  const effect = outcomeEffect(report, options.now ?? null);
  const sentences = outcomeRows(report, options).map(
    ({ label, phrase }) => `- **${label}**: ${phraseMarkdown(phrase)}`,
  );
  const rows = fitBlocks(
    sortByOutcome(report.results).map(outcomeRowMarkdown),
    maxCommentLength - rowRoom - titleRoom,
    (hidden) => `| | ${countRest(hidden)} | |`,
  );
  const blocks = [
    [`### ${outcomeTitle(report, options)}`, ...sandboxMarkdown(options.isSandbox)],
    fitBlocks(sentences, rowRoom, (hidden) => `- ${countRest(hidden)}`),
    effect === null ? [] : [effect],
    rows.length === 0 ? [] : [...outcomeTableHead(options.plan ?? null), ...rows],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
