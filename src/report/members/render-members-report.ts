/** A result of `members` in the formats that a file may have. */

import { escapeHtml } from '../markup/escape-html.ts';
import { htmlPage } from '../markup/html-page.ts';
import { nameHtml } from '../markup/html-text.ts';
import { codeSpan, fenced } from '../markup/markdown-text.ts';
import { renderGitlabCounts } from '../render-gitlab-counts.ts';
import type { ReportFormat } from '../report-format.ts';

export interface MembersReport {
  /** Null for every list of the account. */
  readonly address: string | null;
  /** As on stdout: counts, and never an identifier. */
  readonly text: string;
  readonly json: string;
  /** Something was sent, and all of it was accepted. */
  readonly isChanged: boolean;
}

/** @returns lines, each ended. */
export function renderMembersReport(
  { address, text, json, isChanged }: MembersReport,
  format: ReportFormat,
): string {
  switch (format) {
    case 'text':
      return ended(text);
    case 'json':
      return ended(json);
    case 'markdown':
      return `### Members of ${address === null ? 'every list' : codeSpan(address)}\n\n${fenced(text)}\n`;
    case 'html':
      return htmlPage(`Members of ${address ?? 'every list'}`, [
        '<header class="masthead"><div class="wrap">',
        `<h1>Members of ${address === null ? 'every list' : nameHtml(address)}</h1>`,
        '</div></header>',
        `<main class="wrap"><section class="panel"><pre>${escapeHtml(text)}</pre></section></main>`,
      ]);
    case 'gitlab':
      return renderGitlabCounts(isChanged ? ['update'] : []);
  }
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
