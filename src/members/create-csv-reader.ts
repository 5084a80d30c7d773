/** CSV and TSV as RFC 4180 has them, with a header line. */

import { createLineReader } from './create-line-reader.ts';
import { type FieldReader, longestLine, sourceError, type TakeField } from './field-reader.ts';
import { findColumn } from './find-column.ts';

/** A record that a quoted line break has cut into several lines. */
interface OpenRecord {
  readonly line: number;
  readonly cells: readonly string[];
  /** The cell that is open, without its first quote. */
  readonly cell: string;
}

/**
 * Gives the cell of one column of each record. Only records with quotes are read character by
 * character.
 * @param column null where the file has only one.
 */
export function createCsvReader(
  delimiter: ',' | '\t',
  column: string | null,
  take: TakeField,
): FieldReader {
  let index: number | null = null;
  let open: OpenRecord | null = null;

  function takeRecord(cells: readonly string[], line: number): void {
    if (index === null) index = findColumn(cells, column);
    else take(cells[index] ?? null, line);
  }

  const lines = createLineReader((text, line) => {
    if (open === null && (text === '' || text === '\r')) return;
    if (open === null && index !== null && !text.includes('"')) {
      take(cellAt(text, index, delimiter), line);
      return;
    }
    const record: OpenRecord | null = open;
    const read = readCells(text, delimiter, record);
    const first = record?.line ?? line;
    open = null;
    if (read.cell === null) takeRecord(read.cells, first);
    else if (read.cell.length > longestLine) throw unclosedQuote(first);
    else open = { line: first, cells: read.cells, cell: `${read.cell}\n` };
  });

  return {
    write: lines.write,
    end: () => {
      lines.end();
      if (open !== null) throw unclosedQuote(open.line);
    },
  };
}

/** The cell of a record without quotes; null when the record is too short. */
function cellAt(record: string, index: number, delimiter: string): string | null {
  let start = 0;
  for (let skipped = 0; skipped < index; skipped += 1) {
    const end = record.indexOf(delimiter, start);
    if (end < 0) return null;
    start = end + 1;
  }
  const end = record.indexOf(delimiter, start);
  return end < 0 ? record.slice(start) : record.slice(start, end);
}

/** The cells of a line; `cell` is the quoted one that the line leaves open, null where it leaves none. */
function readCells(
  text: string,
  delimiter: string,
  open: OpenRecord | null,
): { readonly cells: readonly string[]; readonly cell: string | null } {
  const cells = [...(open?.cells ?? [])];
  let position = 0;
  let isOpen = open !== null;
  let quoted = open?.cell ?? '';
  while (position <= text.length) {
    if (isOpen || text[position] === '"') {
      const read = readQuoted(text, isOpen ? position : position + 1);
      quoted += read.text;
      if (read.end === null) return { cells, cell: quoted };
      cells.push(quoted);
      quoted = '';
      isOpen = false;
      position = endOfCell(text, read.end, delimiter) + 1;
    } else {
      const end = endOfCell(text, position, delimiter);
      cells.push(text.slice(position, end));
      position = end + 1;
    }
  }
  return { cells, cell: null };
}

/** What stands up to the closing quote, doubled quotes made one; `end` is null when none closes it. */
function readQuoted(
  text: string,
  start: number,
): { readonly text: string; readonly end: number | null } {
  let read = '';
  let from = start;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { text: read + text.slice(from), end: null };
    read += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { text: read, end: quote + 1 };
    read += '"';
    from = quote + 2;
  }
}

function endOfCell(text: string, start: number, delimiter: string): number {
  const end = text.indexOf(delimiter, start);
  return end < 0 ? text.length : end;
}

function unclosedQuote(line: number) {
  return sourceError(
    'members-source-unclosed-quote',
    `The record that begins at line ${line} of the source has a quote that nothing closes`,
    'Close the quote, or double it where it belongs to the text',
  );
}
