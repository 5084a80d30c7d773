/**
 * Text from outside in GitHub's Markdown. It is always in code, where neither markup nor mentions,
 * links and references come alive.
 */

import { printable } from '../text/printable.ts';
import { escapeHtml } from './escape-html.ts';

/** Longer texts are cut: a comment has little room, and a name at most 256 characters. */
const maxLength = 300;

/** A code span whose backticks are more than any run inside it. */
export function codeSpan(text: string): string {
  const shown = shorten(text);
  if (shown === '') return '` `';
  const ticks = '`'.repeat(longestRun(shown) + 1);
  const pad = /^`|`$|^ .* $/u.test(shown) ? ' ' : '';
  return `${ticks}${pad}${shown}${pad}${ticks}`;
}

/** A code span in a table's cell, where a bar must be escaped and a backslash before it cannot be. */
export function codeCell(text: string): string {
  const shown = shorten(text);
  if (!shown.includes('|')) return codeSpan(shown);
  return shown.includes('\\|') ? codeElement(shown) : codeSpan(shown).replaceAll('|', '\\|');
}

/** A `<code>` element inside Markdown; all that Markdown might read is written as entities. */
export function codeElement(text: string, longest: number = maxLength): string {
  const shown = shorten(text, longest);
  const isPlain = /^[A-Za-z0-9 ./=:-]*$/u.test(shown) && !/www\.|:\/\//iu.test(shown);
  const escaped = isPlain
    ? shown
    : shown.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0)};`);
  return `<code>${escaped}</code>`;
}

/** A `<code>` element inside a block of HTML, where nothing is read as Markdown. */
export function codeInHtml(text: string): string {
  return `<code>${escapeHtml(shorten(text))}</code>`;
}

/** A word such as an environment or a file bare where that is safe, else as code. */
export function wordInMarkdown(text: string): string {
  return isPlainWord(text) ? text : codeSpan(text);
}

export function wordInHtml(text: string): string {
  return isPlainWord(text) ? text : codeInHtml(text);
}

/** Several of them, with blanks between. */
export function wordsInHtml(text: string): string {
  return text.split(' ').every(isPlainWord) ? text : codeInHtml(text);
}

function isPlainWord(text: string): boolean {
  return (
    text.length <= maxLength && /^[A-Za-z0-9][A-Za-z0-9./-]*$/u.test(text) && !/www\./iu.test(text)
  );
}

/** A fenced block; the lines hold no line ends. */
export function fence(language: string, lines: readonly string[]): readonly string[] {
  const ticks = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${ticks}${language}`, ...lines, ticks];
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/gu) ?? []).map(({ length }) => length));
}

/** Of a command; a longer one would fill the comment. */
const longestCommand = 2000;

/** A command to copy, whole: what is left of one that is cut does something else. */
export function commandMarkdown(command: string): string {
  return command.length > maxLength ? codeElement(command, longestCommand) : codeSpan(command);
}

/** The same as an element. */
export function commandElement(command: string): string {
  return codeElement(command, longestCommand);
}

/** On one line, and cut where it is longer. */
export function shorten(text: string, longest: number = maxLength): string {
  const shown = printable(text);
  if (shown.length <= longest) return shown;
  // Not between the halves of a character beyond the basic plane.
  return `${shown.slice(0, longest).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}

/** In a fence that is longer than any inside it. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
