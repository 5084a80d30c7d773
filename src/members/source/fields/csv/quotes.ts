/** Quoted cells, and what is wrong with them. */
import type { DiagnosticError } from '../../../../diagnostics/diagnostic.ts';
import { lineOf, sourceError } from '../field-reader.ts';

/** @returns the place of the quote that closes a cell, doubled ones passed over; -1 for none. */
export function findClosingQuote(text: string, start: number): number {
  let closing = text.indexOf('"', start);
  while (closing >= 0 && text[closing + 1] === '"') closing = text.indexOf('"', closing + 2);
  return closing;
}

/** Line ends inside a quoted cell. */
export function countLineEnds(text: string, start: number, end: number): number {
  let count = 0;
  let place = text.indexOf('\n', start);
  while (place >= 0 && place < end) {
    count += 1;
    place = text.indexOf('\n', place + 1);
  }
  return count;
}

/** Programs that do not know RFC 4180 write a quote inside a value as `\"`. */
export function isEscaped(text: string, start: number, end: number): boolean {
  const found = text.indexOf('\\"', start);
  return found >= 0 && found < end;
}

const escapeHint =
  'Write quotes inside a value twice (""). They look escaped with a backslash (\\").';

/** @param escaped whether the text behind the quote has quotes with a backslash. */
export function unclosedQuote(file: string, line: number, escaped: boolean): DiagnosticError {
  return sourceError(
    'members-source-unclosed-quote',
    `${lineOf(file, line)} opens a quote that is never closed`,
    escaped ? escapeHint : 'Close the quote, or double it if it belongs to the text.',
  );
}

export function textBehindQuote(found: {
  readonly file: string;
  /** Of the closing quote. */
  readonly line: number;
  /** The line where the quote opens. */
  readonly opened: number;
  /** Whether the value has quotes with a backslash. */
  readonly escaped: boolean;
}): DiagnosticError {
  const { file, line, opened, escaped } = found;
  const began = opened === line ? '' : ` (it opens at line ${opened})`;
  return sourceError(
    'members-source-text-after-quote',
    `${lineOf(file, line)} has text between a closing quote${began} and the next delimiter`,
    escaped ? escapeHint : 'Put the whole value in quotes, and double the quotes inside it ("").',
  );
}
