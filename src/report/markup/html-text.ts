/** Text from outside in HTML: escaped, on one line, and kept from turning the text around it. */

import type { Phrase } from '../text/phrase.ts';
import { printable } from '../text/printable.ts';
import { escapeHtml } from './escape-html.ts';

export function textHtml(text: string): string {
  return escapeHtml(printable(text));
}

/** A name, apart from the direction that its letters are read in. */
export function nameHtml(name: string): string {
  return `<bdi class="name">${textHtml(name)}</bdi>`;
}

export function codeHtml(text: string): string {
  return `<code><bdi>${textHtml(text)}</bdi></code>`;
}

export function phraseHtml(phrase: Phrase): string {
  return phrase
    .map((piece) => {
      if (typeof piece === 'string') return textHtml(piece);
      return 'name' in piece ? nameHtml(piece.name) : `<strong>${textHtml(piece.strong)}</strong>`;
    })
    .join('');
}

/** Text for screen readers only. */
export function spokenHtml(text: string): string {
  return `<span class="spoken">${escapeHtml(text)}</span>`;
}
