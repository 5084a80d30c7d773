/** What became of a plan, for a terminal: what is live, what failed where, what to do next. */
import type { ApplyReport } from '../../apply/apply-report.ts';
import { createPainter } from '../text/create-painter.ts';
import { phraseText } from '../text/phrase.ts';
import { layOut } from '../text/text-layout.ts';
import {
  type ApplyOutcomeOptions,
  isComplete,
  outcomeEffect,
  outcomeRows,
  outcomeTitle,
} from './apply-outcome.ts';

export interface ApplyTextOptions extends ApplyOutcomeOptions {
  readonly color?: boolean;
  readonly width?: number;
}

const labelWidth = 11;

/** @returns lines, each ended */
export function renderApplyText(report: ApplyReport, options: ApplyTextOptions = {}): string {
  const { color = false, width = 100, now = null } = options;
  const paint = createPainter(color);
  const layout = { width: Math.max(60, width), paint };
  const effect = outcomeEffect(report, now);
  const rows = outcomeRows(report, options).map(({ label, phrase }, index, all) => {
    // A label stands once for all its sentences.
    const shown = all[index - 1]?.label === label ? '' : label;
    const [first = '', ...rest] = layOut(shown.padEnd(labelWidth), phraseText(phrase), layout);
    return [first.replace(shown, paint('bold', shown)), ...rest].join('\n');
  });
  const title = paint(isComplete(report.summary) ? 'green' : 'red', outcomeTitle(report, options));
  return `${[title, ...rows, ...(effect === null ? [] : [effect])].join('\n')}\n`;
}
