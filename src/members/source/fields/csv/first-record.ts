/** The first record of a CSV or TSV file, from which its columns are read. */
import { lineTooLong, longestLine } from '../field-reader.ts';
import { countLineEnds, findClosingQuote, isEscaped, unclosedQuote } from './quotes.ts';

export interface FirstRecord {
  readonly text: string;
  /** Where the next record begins. */
  readonly end: number;
  /** Line ends up to there. */
  readonly lines: number;
}

/**
 * @param start where the record begins.
 * @param delimiters behind each of which a quote may open.
 * @param isLast whether nothing follows `text`.
 * @param line of `start`.
 * @returns null while it may go on in what follows.
 * @throws DiagnosticError where it is too long, or a quote is never closed.
 */
export function findFirstRecord(
  text: string,
  start: number,
  delimiters: string,
  isLast: boolean,
  file: string,
  line: number,
): FirstRecord | null {
  let lines = 0;
  let at = start;
  for (;;) {
    const mark = nextMark(text, at);
    if (mark - start > longestLine) throw lineTooLong(file, line);
    if (text[mark] !== '"') return endedRecord(text, start, mark, lines, isLast);
    at = mark + 1;
    if (mark > start && !delimiters.includes(text[mark - 1] ?? '')) continue;
    const closing = findClosingQuote(text, at);
    if (!isClosed(text, start, closing, isLast)) {
      throw unclosedQuote(file, line + lines, isEscaped(text, at, text.length));
    }
    if (closing < 0) return null;
    lines += countLineEnds(text, at, closing);
    at = closing + 1;
  }
}

function endedRecord(
  text: string,
  start: number,
  end: number,
  lines: number,
  isLast: boolean,
): FirstRecord | null {
  if (end === text.length) return isLast ? { text: text.slice(start), end, lines } : null;
  const record = text.slice(start, end);
  return { text: record.replace(/\r$/u, ''), end: end + 1, lines: lines + 1 };
}

/** Whether a quote is closed within the longest record, or may still be. */
function isClosed(text: string, start: number, closing: number, isLast: boolean): boolean {
  const end = closing < 0 ? text.length : closing + 1;
  return end - start <= longestLine && (closing >= 0 || !isLast);
}

/** The next quote or line feed; the length of the text where there is none. */
function nextMark(text: string, at: number): number {
  marks.lastIndex = at;
  return marks.exec(text)?.index ?? text.length;
}

const marks = /["\n]/gu;

/** The cells of a record; null where there is text behind a closing quote, or none closes. */
export function splitRecord(record: string, delimiter: string): readonly string[] | null {
  const cells: string[] = [];
  for (let offset = 0; ; ) {
    const cell = cellAt(record, offset, delimiter);
    if (cell === null) return null;
    cells.push(cell.text);
    if (cell.end >= record.length) return cells;
    offset = cell.end + 1;
  }
}

function cellAt(record: string, start: number, delimiter: string) {
  if (record[start] !== '"') {
    const found = record.indexOf(delimiter, start);
    const end = found < 0 ? record.length : found;
    return { text: record.slice(start, end), end };
  }
  const quote = findClosingQuote(record, start + 1);
  if (quote < 0) return null;
  let end = quote + 1;
  while (record[end] === ' ') end += 1;
  if (end < record.length && record[end] !== delimiter) return null;
  return { text: record.slice(start + 1, quote).replaceAll('""', '"'), end };
}
