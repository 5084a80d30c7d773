/** A run that ended without a result, in the formats that a report may have. */

import { escapeHtml } from '../markup/escape-html.ts';
import { htmlPage } from '../markup/html-page.ts';
import { fenced } from '../markup/markdown-text.ts';
import { renderGitlabCounts } from '../render-gitlab-counts.ts';
import type { ReportFormat } from '../report-format.ts';

export interface RunFailure {
  /** Such as `members sync`. */
  readonly command: string;
  /** The findings, as on a terminal. */
  readonly text: string;
  /** The findings, as on stdout with `--format json`. */
  readonly json: string;
}

/** @returns lines, each ended. */
export function renderFailure({ command, text, json }: RunFailure, format: ReportFormat): string {
  const title = `audiencectl ${command} ended with an error`;
  switch (format) {
    case 'text':
      return `${text}\n`;
    case 'json':
      return json;
    case 'markdown':
      return `### ${title}\n\n${fenced(text)}\n`;
    case 'html':
      return htmlPage(title, [
        `<header class="masthead"><div class="wrap"><h1>${title}</h1></div></header>`,
        `<main class="wrap"><section class="panel refused"><pre>${escapeHtml(text)}</pre></section></main>`,
      ]);
    case 'gitlab':
      return renderGitlabCounts([]);
  }
}
