/** CSV and TSV as RFC 4180 has them, and as they are exported: see `docs/members.md`. */
import type { FieldReader, TakeField } from '../field-reader.ts';
import type { FileForm } from '../file-form.ts';
import { createRecordScanner, type RecordScanner } from './create-record-scanner.ts';
import { type FirstLine, readLayout, usualDelimiters } from './csv-layout.ts';
import { findFirstRecord } from './first-record.ts';

/** The first line in which Excel notes the delimiter for itself. */
const excelLine = /^"?sep=([^"])"?$/iu;

/**
 * Gives the cell of one column of each record.
 * @param file as it is named in messages.
 */
export function createCsvReader(file: string, form: FileForm, take: TakeField): FieldReader {
  let rest = '';
  /** Of the first line of `rest`, up to the one that names the columns. */
  let line = 1;
  let told = form;
  let scanner: RecordScanner | null = null;

  function read(text: string, isLast: boolean): void {
    let start = 0;
    while (scanner === null) {
      const first = start < text.length ? readFirst(text, start, isLast) : null;
      if (first === null) {
        rest = text.slice(start);
        return;
      }
      start = first.end;
      scanner = first.scanner;
    }
    rest = text.slice(scanner.scan(text, start, isLast));
  }

  /** @returns null while the record is not complete; no scanner where it is not the one that names them. */
  function readFirst(text: string, start: number, isLast: boolean) {
    const delimiters = told.delimiter ?? (told.type === 'tsv' ? '\t' : usualDelimiters);
    const first = findFirstRecord(text, start, delimiters, isLast, file, line);
    if (first === null) return null;
    const { text: record, end, lines } = first;
    const excel = line === 1 ? excelLine.exec(record)?.[1] : undefined;
    if (excel !== undefined) told = { ...told, delimiter: told.delimiter ?? excel };
    else if (record.trim() !== '') return begin({ record, form: told, file, line }, start, first);
    line += lines;
    return { end, scanner: null };
  }

  function begin(first: FirstLine, start: number, { end, lines }: { end: number; lines: number }) {
    const layout = readLayout(first);
    return first.form.header
      ? { end, scanner: createRecordScanner(file, layout, line + lines, take) }
      : { end: start, scanner: createRecordScanner(file, layout, line, take) };
  }

  return {
    write: (byteText) => read(rest + byteText, false),
    end: () => read(rest, true),
  };
}
