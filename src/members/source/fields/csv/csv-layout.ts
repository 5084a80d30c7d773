/** What the first record of a CSV or TSV file says about all of them. */
import { foldName } from '../../../../model/name.ts';
import { decodeByteText } from '../byte-text.ts';
import { describeSource, lineOf, sourceError } from '../field-reader.ts';
import type { FileForm } from '../file-form.ts';
import { splitRecord } from './first-record.ts';
import { textBehindQuote } from './quotes.ts';

export interface CsvLayout {
  readonly delimiter: string;
  /** The place of the identifiers, from 0. */
  readonly index: number;
  /** Cells that a record has at least, empty ones at the end left out, and at most. */
  readonly fewest: number;
  readonly most: number;
}

/** What separates cells in files that say nothing about it. */
export const usualDelimiters = ',;\t|';

export interface FirstLine {
  /** As it is in the file, in byte text. */
  readonly record: string;
  readonly form: FileForm;
  /** As it is named in messages. */
  readonly file: string;
  readonly line: number;
}

/** @throws DiagnosticError where it does not say which column it is, never with any of its cells. */
export function readLayout(first: FirstLine): CsvLayout {
  const { form } = first;
  const delimiter = form.delimiter ?? chooseDelimiter(first);
  const cells = splitRecord(first.record, delimiter);
  if (cells === null) {
    const { file, line, record } = first;
    throw textBehindQuote({ file, line, opened: line, escaped: record.includes('\\"') });
  }
  const names = cells.map((cell) => (decodeByteText(cell) ?? '').trim());
  const index = form.header ? indexInHeader(first, names) : indexByPlace(first, names);
  const filled = names.findLastIndex((name) => name !== '') + 1;
  return { delimiter, index, fewest: Math.max(index + 1, filled), most: names.length };
}

/** @throws DiagnosticError where several would do. */
function chooseDelimiter({ record, form, file, line }: FirstLine): string {
  if (form.type === 'tsv') return '\t';
  const possible = [...usualDelimiters].flatMap((delimiter) => {
    const cells = splitRecord(record, delimiter);
    if (cells === null || cells.length === 1) return [];
    return [{ delimiter, cells }];
  });
  const { column } = form;
  const fitting =
    form.header && typeof column === 'string'
      ? possible.filter(({ cells }) => cells.some((cell) => isNamed(cell, column)))
      : possible;
  const [first, second] = fitting.length > 0 ? fitting : possible;
  if (first === undefined) return ',';
  // Where the column is missing, the error about that is the better one.
  if (second === undefined || (fitting.length === 0 && form.header)) return first.delimiter;
  const all = fitting.map(({ delimiter }) => quoted(delimiter)).join(' and ');
  throw sourceError(
    'members-delimiter-unclear',
    `${lineOf(file, line)} could be separated by ${all}`,
    `Add delimiter: ${quoted(first.delimiter)} beside the source, or give --delimiter.`,
  );
}

function isNamed(cell: string, column: string): boolean {
  return (decodeByteText(cell) ?? '').trim() === column.trim();
}

function indexInHeader(first: FirstLine, names: readonly string[]): number {
  const { column } = first.form;
  if (typeof column === 'string' && names.includes(column.trim())) {
    return uniqueIndex(first, names, column.trim());
  }
  if (typeof column === 'number') {
    const index = indexByPlace(first, names);
    if (isLikeIdentifier(names[index] ?? '')) throw noHeader(first, names);
    return index;
  }
  if (names.some(isLikeIdentifier)) throw noHeader(first, names);
  const [only = '', ...others] = names;
  if (others.length === 0) {
    const other = [...usualDelimiters].find((delimiter) => only.includes(delimiter));
    if (other !== undefined) throw otherDelimiter(first, other);
    if (column === null) return 0;
  }
  throw column === null ? columnNotGiven(first, names) : columnMissing(first, names, column);
}

function uniqueIndex({ file, line }: FirstLine, names: readonly string[], column: string): number {
  const index = names.indexOf(column);
  if (names.lastIndexOf(column) === index) return index;
  throw sourceError(
    'members-column-not-unique',
    `${lineOf(file, line)} has more than one column "${column}"`,
    'Give the columns different names, or set "column" to the number of one, counted from 1.',
  );
}

function indexByPlace(first: FirstLine, cells: readonly string[]): number {
  const { column } = first.form;
  if (column === null) {
    if (cells.length === 1) return 0;
    throw columnNotGiven(first, cells);
  }
  const index = typeof column === 'number' ? column - 1 : -1;
  if (index >= 0 && index < cells.length) return index;
  throw sourceError(
    'members-column-missing',
    typeof column === 'number'
      ? `${lineOf(first.file, first.line)} has ${countOf(cells)}, so there is no column ${column}`
      : `${describeSource(first.file)} is read without a header, so it has no column "${column}"`,
    'Set "column" to the number of the column with the identifiers, counted from 1.',
  );
}

/** An address, a digest, a device ID or a long number, which no column is called. */
function isLikeIdentifier(name: string): boolean {
  return (
    /[^\s@]@[^\s@]/u.test(name) ||
    /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/iu.test(
      name,
    ) ||
    /^\+?[\d\s().-]{7,}$/u.test(name)
  );
}

function noHeader({ file, line }: FirstLine, names: readonly string[]) {
  const places = names.flatMap((name, index) => (isLikeIdentifier(name) ? [index + 1] : []));
  const [place = 1] = places;
  const sure = places.length === 1 ? '' : ' (or that of another column)';
  return sourceError(
    'members-header-missing',
    `${lineOf(file, line)} looks like identifiers, not like column names`,
    `If the file has no line with column names, set "header: false" and "column: ${place}", the number of the column with the identifiers${sure}, or give --no-header --column ${place}. Otherwise add that line.`,
  );
}

function otherDelimiter({ file, line, record }: FirstLine, delimiter: string) {
  return sourceError(
    'members-delimiter-unclear',
    `${lineOf(file, line)} names one column, whose name contains ${quoted(delimiter)}`,
    record.startsWith('"')
      ? 'Export the file without quotes around whole lines.'
      : `Add delimiter: ${quoted(delimiter)} beside the source, or give --delimiter.`,
  );
}

function columnNotGiven({ file, line }: FirstLine, names: readonly string[]) {
  return sourceError(
    'members-column-not-given',
    `${lineOf(file, line)} has ${names.length} columns, and it is not declared which one has the identifiers`,
    'Set "column" to the name of one of them, or to its number, counted from 1.',
  );
}

function columnMissing({ file, line }: FirstLine, names: readonly string[], column: string) {
  // Equal but for case or blanks: then what would be quoted is known already.
  const isNear = names.some((name) => foldName(name) === foldName(column));
  return sourceError(
    'members-column-missing',
    `${lineOf(file, line)} has no column "${column}"; it has ${countOf(names)}`,
    isNear
      ? 'Set "column" to the exact name. One of them differs only in upper and lower case.'
      : 'Set "column" to a name in the first line of the file, or add that line.',
  );
}

function countOf(cells: readonly string[]): string {
  return cells.length === 1 ? 'one column' : `${cells.length} columns`;
}

/** As YAML writes it. */
function quoted(delimiter: string): string {
  return JSON.stringify(delimiter);
}
