/** What became of a plan, as a comment or a job summary; names in code only. */
import type { ApplyReport, ChangeResult } from '../../apply/apply-report.ts';
import { kinds } from '../../model/entity.ts';
import { formatCount, listOf } from '../../model/text/count-of.ts';
import { actionSigns } from '../change/action-sign.ts';
import { readAddress } from '../change/change-attributes.ts';
import { phraseMarkdown } from '../markup/markdown-phrase.ts';
import { codeCell } from '../markup/markdown-text.ts';
import { kindsInPlan } from '../plan/plan-target.ts';
import { maxCommentLength } from '../plan/render-plan-markdown.ts';
import { withCapital } from '../text/as-sentence.ts';
import { fitBlocks } from '../text/fit-blocks.ts';
import {
  type ApplyOutcomeOptions,
  outcomeEffect,
  outcomeRows,
  outcomeTitle,
} from './apply-outcome.ts';
import { stateOf } from './step-of.ts';

const outcomeOrder = ['failed', 'unknown', 'skipped', 'done'] as const;

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
  const ordered = outcomeOrder.flatMap((outcome) =>
    report.results.filter((result) => result.outcome === outcome),
  );
  const rows = fitBlocks(
    ordered.map(tableRow),
    maxCommentLength - rowRoom - titleRoom,
    (hidden) => `| | ${countRest(hidden)} | |`,
  );
  const heading = withCapital(
    listOf(options.plan ? kindsInPlan(options.plan) : kinds.toReversed(), 'or'),
  );
  const blocks = [
    [`### ${outcomeTitle(report, options)}`],
    fitBlocks(sentences, rowRoom, (hidden) => `- ${countRest(hidden)}`),
    effect === null ? [] : [effect],
    rows.length === 0 ? [] : [`| | ${heading} | Outcome |`, '|---|---|---|', ...rows],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function tableRow(result: ChangeResult): string {
  const { address, action, outcome, error, warning } = result;
  const { kind, name } = readAddress(address);
  const said = warning ? [warning, ...(warning.also ?? [])] : [];
  const codes = error ? [error] : said;
  const why = codes.length > 0 ? `: ${codes.map(({ code }) => codeCell(code)).join(', ')}` : '';
  const shown = outcome === 'done' ? outcome : `**${stateOf(result) ?? outcome}**`;
  return `| ${actionSigns[action]} ${action} | ${kind === 'segment' ? 'segment ' : ''}${codeCell(name)} | ${shown}${why} |`;
}
