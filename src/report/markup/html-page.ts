/** The shell of a page that stands alone: its style and script inside it, and no network at all. */

import { printable } from '../text/printable.ts';
import { escapeHtml } from './escape-html.ts';
import { pageScript, pageScriptHash } from './page-script.ts';
import { pageStyle, pageStyleHash } from './page-style.ts';

/** Nothing is loaded, framed, sent or run but the one style and the one script of this version. */
const policy = [
  "default-src 'none'",
  `style-src '${pageStyleHash}'`,
  `script-src '${pageScriptHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** @param body HTML inside the body, already escaped */
export function htmlPage(title: string, body: readonly string[]): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(printable(title))}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    ...body,
    `<script>${pageScript}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
