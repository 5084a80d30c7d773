/** Records of a CSV or TSV file whose columns are known. */
import { lineTooLong, longestLine, type TakeField } from '../field-reader.ts';
import type { CsvLayout } from './csv-layout.ts';
import { createMarkFinder } from './mark-finder.ts';
import { createPlainRecordReader } from './plain-record.ts';
import { findClosingQuote, isEscaped, textBehindQuote, unclosedQuote } from './quotes.ts';

const quote = 0x22;
const blank = 0x20;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

export interface RecordScanner {
  /**
   * Gives the cell of each record that is complete.
   *
   * @param isLast whether nothing follows `text`.
   * @returns where the first record begins that may go on in what follows.
   * @throws DiagnosticError for broken quotes and endless lines.
   */
  scan(text: string, start: number, isLast: boolean): number;
}

/**
 * Records with quotes are read cell by cell, the lines between them at once.
 *
 * @param file as it is named in messages.
 * @param firstLine the number of the line that is scanned first.
 */
export function createRecordScanner(
  file: string,
  layout: CsvLayout,
  firstLine: number,
  take: TakeField,
): RecordScanner {
  const { index, fewest, most } = layout;
  const readPlainRecord = createPlainRecordReader(layout, take);
  const delimiter = layout.delimiter.charCodeAt(0);
  const delimiters = createMarkFinder(layout.delimiter);
  const quotes = createMarkFinder('"');
  const lineFeeds = createMarkFinder('\n');
  let line = firstLine;
  let text = '';
  let isLast = false;
  /** Where the record begins, and how far it is read. */
  let begin = 0;
  let at = 0;
  /** Line ends inside it. */
  let breaks = 0;
  let cellStart = 0;
  let cellEnd = 0;
  let isQuoted = false;
  /** The cell of the record that holds an identifier. */
  let found = '';
  /** Whether there is something behind the last column. */
  let isTooWide = false;

  /** Reads the lines up to the one with the next quote. */
  function readPlainLines(): void {
    const end = text.lastIndexOf('\n', quotes.next(begin)) + 1;
    if (end <= begin) return;
    const lines = text.slice(begin, end).split('\n');
    lines.pop();
    const mayBeLong = end - begin > longestLine;
    for (const record of lines) {
      if (mayBeLong && record.length > longestLine) throw lineTooLong(file, line);
      readPlainRecord(record, line);
      line += 1;
    }
    begin = end;
  }

  function checkLength(): void {
    if (at - begin > longestLine) throw lineTooLong(file, line);
  }

  function readPlainCell(): void {
    const end = Math.min(delimiters.next(at), lineFeeds.next(at));
    isQuoted = false;
    cellStart = at;
    cellEnd = end;
    at = end;
    if (text.charCodeAt(end) === delimiter || end === cellStart) return;
    if (text.charCodeAt(end - 1) === carriageReturn) cellEnd = end - 1;
  }

  /** @returns false where it is not complete. */
  function readQuotedCell(): boolean {
    checkLength();
    const opened = line + breaks;
    const closing = findClosingQuote(text, at + 1);
    const end = closing < 0 ? text.length : closing + 1;
    const isOpen = end - begin > longestLine || (closing < 0 && isLast);
    if (isOpen) throw unclosedQuote(file, opened, isEscaped(text, at, end));
    // A quote at the very end may be the first of two.
    if (end === text.length && !isLast) return false;
    isQuoted = true;
    cellStart = at + 1;
    cellEnd = closing;
    countBreaks();
    at = end;
    while (isPadding(text.charCodeAt(at))) at += 1;
    return isAtCellEnd(opened);
  }

  /** @returns false where more than there is has to be seen. */
  function isAtCellEnd(opened: number): boolean {
    checkLength();
    if (at >= text.length) return isLast;
    const next = text.charCodeAt(at);
    if (next === delimiter || next === lineFeed) return true;
    const escaped = isEscaped(text, cellStart, cellEnd);
    throw textBehindQuote({ file, line: line + breaks, opened, escaped });
  }

  /** Line ends inside a quoted cell. */
  function countBreaks(): void {
    for (let next = lineFeeds.next(cellStart); next < cellEnd; next = lineFeeds.next(next + 1)) {
      breaks += 1;
    }
  }

  /** Behind a closing quote: blanks, and the CR of a CRLF. */
  function isPadding(code: number): boolean {
    return (code === blank || code === carriageReturn) && code !== delimiter;
  }

  /** @returns false where it is not complete. */
  function readRecord(): boolean {
    at = begin;
    breaks = 0;
    isTooWide = false;
    let cells = 0;
    do {
      if (cells > 0) at += 1;
      if (!readCell(cells)) return false;
      cells += 1;
    } while (text.charCodeAt(at) === delimiter);
    checkLength();
    if (at >= text.length && !isLast) return false;
    give(isTooWide || cells < fewest ? null : found, cells);
    return true;
  }

  /** @returns false where it is not complete. */
  function readCell(number: number): boolean {
    if (text.charCodeAt(at) !== quote) readPlainCell();
    else if (!readQuotedCell()) return false;
    if (number === index) {
      const cell = text.slice(cellStart, cellEnd);
      found = isQuoted && cell.includes('"') ? cell.replaceAll('""', '"') : cell;
    } else if (number >= most && cellEnd > cellStart) isTooWide = true;
    return true;
  }

  /** @param cell null where the record has another number of cells than the first one. */
  function give(cell: string | null, cells: number): void {
    if (cells === 1 && text.slice(begin, at).trim() === '') return;
    if (cell === null) take(null, line, 'fields');
    else take(cell, line);
  }

  return {
    scan: (given, start, last) => {
      text = given;
      isLast = last;
      for (const marks of [delimiters, quotes, lineFeeds]) marks.begin(text);
      begin = start;
      while (begin < text.length) {
        readPlainLines();
        if (begin === text.length || !readRecord()) break;
        line += breaks + 1;
        begin = at + 1;
      }
      text = '';
      return begin;
    },
  };
}
