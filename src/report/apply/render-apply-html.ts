/** What became of a plan, as a page that stands alone. */
import type { ApplyReport, ChangeResult } from '../../apply/apply-report.ts';
import { actionSigns } from '../change/action-sign.ts';
import { readAddress } from '../change/change-attributes.ts';
import { htmlPage } from '../markup/html-page.ts';
import { codeHtml, nameHtml, phraseHtml, textHtml } from '../markup/html-text.ts';
import { sandboxHtml } from '../markup/sandbox-notice.ts';
import {
  type ApplyOutcomeOptions,
  outcomeEffect,
  outcomeRows,
  outcomeTitle,
} from './apply-outcome.ts';
import { outcomeOrder, sortByOutcome } from './outcome-order.ts';
import { stateOf } from './step-of.ts';

/** @returns a whole HTML document */
export function renderApplyHtml(report: ApplyReport, options: ApplyOutcomeOptions = {}): string {
  const title = outcomeTitle(report, options);
  const effect = outcomeEffect(report, options.now ?? null);
  const rows = outcomeRows(report, options).map(
    ({ label, phrase }) => `<li><strong>${label}</strong>: ${phraseHtml(phrase)}</li>`,
  );
  return htmlPage(title, [
    '<header class="masthead"><div class="wrap">',
    `<h1>${textHtml(title)}</h1>`,
    ...sandboxHtml(options.isSandbox),
    ...(effect === null ? [] : [`<p class="lead">${textHtml(effect)}</p>`]),
    '</div></header>',
    '<main class="wrap">',
    ...(rows.length === 0
      ? []
      : [
          '<section class="panel refused" aria-labelledby="now"><h2 id="now">Where it stands</h2><ul class="list">',
          ...rows,
          '</ul></section>',
        ]),
    ...outcomeOrder.flatMap((outcome) => group(outcome, report.results)),
    '</main>',
  ]);
}

function group(
  outcome: (typeof outcomeOrder)[number],
  results: readonly ChangeResult[],
): readonly string[] {
  const items = sortByOutcome(results)
    .filter((result) => result.outcome === outcome)
    .map((result) => outcomeItemHtml(result));
  if (items.length === 0) return [];
  return [
    `<section class="panel" aria-labelledby="${outcome}"><h2 id="${outcome}">${items.length} ${outcome}</h2><ul class="list">`,
    ...items,
    '</ul></section>',
  ];
}

/** An item of a list. @param isMixed whether the outcomes of the list differ, so that each says its own */
export function outcomeItemHtml(result: ChangeResult, isMixed = false): string {
  const { address, action, id, error, warning, source } = result;
  const { outcome } = result;
  const state = result.alreadyDone
    ? 'done before'
    : (stateOf(result) ?? (isMixed ? outcome : null));
  const { kind, name } = readAddress(address);
  const facts = [
    `<span class="verb ${action}"><span aria-hidden="true">${actionSigns[action]}</span>${action}</span> ${kind} ${nameHtml(name)}`,
    ...(state === null ? [] : [textHtml(state)]),
    ...(id === null ? [] : [`id ${codeHtml(id)}`]),
    ...(error ? [error, ...(error.also ?? [])].map(({ code }) => codeHtml(code)) : []),
    ...(warning ? [warning, ...(warning.also ?? [])] : []).map(({ text }) => textHtml(text)),
    ...(error?.traceId ? [`trace ${codeHtml(error.traceId)}`] : []),
    ...(source ? [codeHtml(`${source.file}:${source.line}`)] : []),
  ];
  return `<li>${facts.join(' · ')}</li>`;
}
