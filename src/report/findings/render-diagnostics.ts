/** Findings as people read them: the place, the fact, the lines around it, the way out. */

import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import { countOf } from '../../model/text/count-of.ts';
import { quote } from '../../model/text/quote.ts';
import { revealText } from '../../model/text/reveal-text.ts';
import { asSentence, withStop } from '../text/as-sentence.ts';
import { createPainter, type Painter } from '../text/create-painter.ts';
import { printable } from '../text/printable.ts';
import { sourceExcerpt, splitLines } from './source-excerpt.ts';

export interface DiagnosticsOptions {
  readonly color?: boolean;
  /** Columns of an excerpt; 100 by default. */
  readonly width?: number;
}

/**
 * Each finding begins `FILE:LINE:COLUMN severity code message`, or `severity code message` when no
 * single place causes it; excerpt, related places and hint stand below, indented.
 *
 * @param sources the files that places point into; a missing one costs its excerpts alone
 * @returns the text without a last newline; empty for no findings
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceFile[],
  { color = false, width = 100 }: DiagnosticsOptions = {},
): string {
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  const split = new Map<string, readonly string[]>();
  const linesOf = (file: string) => {
    const text = texts.get(file);
    const lines = split.get(file) ?? (text === undefined ? undefined : splitLines(text));
    if (lines) split.set(file, lines);
    return lines;
  };
  const paint = createPainter(color);
  return diagnostics
    .map((diagnostic) =>
      [headline(diagnostic, paint), ...details(diagnostic, linesOf, width, paint)].join('\n'),
    )
    .join('\n');
}

/** The first line of a finding, which other programs read too. */
export function headline(
  { severity, code, message, source }: Pick<Diagnostic, 'severity' | 'code' | 'message' | 'source'>,
  paint: Painter,
): string {
  const place = source ? `${paint('bold', placeOf(source))} ` : '';
  const level = paint(severity === 'error' ? 'red' : 'yellow', severity);
  return `${place}${level} ${printable(code)} ${findingText(message)}`;
}

/**
 * The text of a finding or its hint, on one line. Users compare the names in it with other names, so no
 * character of a name may stay invisible.
 */
export function findingText(text: string): string {
  return printable(revealText(text));
}

/** A finding in a running text: the fact as a sentence, and the way out as another one. */
export function findingSentences({
  hint,
  ...fact
}: Pick<Diagnostic, 'message' | 'example' | 'hint' | 'rule'>): {
  readonly fact: string;
  readonly advice: string | null;
} {
  const advice = hint === undefined ? null : `Hint: ${asSentence(findingText(hint))}`;
  return { fact: withStop(findingText(factOf(fact))), advice };
}

/** The other places of a finding as a sentence each, for formats without lines below it. */
export function placeSentences({ related = [] }: Pick<Diagnostic, 'related'>): readonly string[] {
  const hidden = related.length - mostRelated;
  return [
    ...related
      .slice(0, mostRelated)
      .map(({ label, source }) => asSentence(`${findingText(label)}: ${placeOf(source)}`)),
    ...(hidden > 0 ? [`And ${countOf(hidden, 'more place')}.`] : []),
  ];
}

/** On one line, with who shows it, and with the rule where the message does not name it. */
export function factOf({
  message,
  example,
  rule,
}: Pick<Diagnostic, 'message' | 'example' | 'rule'>): string {
  const fact = example === undefined ? message : `${message}, for example ${example}`;
  return rule === undefined || message.includes(quote(rule))
    ? fact
    : `${fact} (rule ${quote(rule)})`;
}

function placeOf({ file, line, column }: Source): string {
  return `${printable(file)}:${line}:${column}`;
}

/** How many related places stand below a finding; JSON has all of them. */
const mostRelated = 5;

function details(
  { severity, source, example, hint, related = [] }: Diagnostic,
  linesOf: (file: string) => readonly string[] | undefined,
  width: number,
  paint: Painter,
): readonly string[] {
  const lines = source && linesOf(source.file);
  const excerpt = source && lines ? sourceExcerpt(lines, source, Math.max(60, width) - 2) : [];
  const shown = excerpt.map(({ gutter, text: line, part }) => {
    const painted = part === 'carets' ? paint(severity === 'error' ? 'red' : 'yellow', line) : line;
    return `  ${paint('dim', gutter)}${painted}`.trimEnd();
  });
  const hidden = related.length - mostRelated;
  return [
    ...shown,
    ...related
      .slice(0, mostRelated)
      .map((each) => `  ${findingText(each.label)}: ${placeOf(each.source)}`),
    ...(hidden > 0 ? [`  and ${countOf(hidden, 'more place')}`] : []),
    ...(example === undefined ? [] : [`  for example: ${findingText(example)}`]),
    ...(hint === undefined ? [] : [`  ${paint('cyan', 'hint:')} ${findingText(hint)}`]),
  ];
}
