/** Byte text of a source of any kind to its fields. */
import { createCsvReader } from './create-csv-reader.ts';
import { createJsonReader } from './create-json-reader.ts';
import { createLineReader } from './create-line-reader.ts';
import { type FieldReader, sourceError, type TakeField, type TakeLines } from './field-reader.ts';
import type { SourceKind } from './source-kind.ts';

/** A byte order mark of UTF-8, as byte text. */
const utf8Mark = '\xef\xbb\xbf';
const utf16Marks = ['\xff\xfe', '\xfe\xff'];

/**
 * @param column the column or key that holds the identifiers; null where there is only one.
 * @param takeLines for a source of one identifier a line: takes many at once, where it can.
 */
export function createSourceReader(
  kind: SourceKind,
  column: string | null,
  take: TakeField,
  takeLines: TakeLines | null = null,
): FieldReader {
  return skipByteOrderMark(readerOf(kind, column, take, takeLines));
}

function readerOf(
  kind: SourceKind,
  column: string | null,
  take: TakeField,
  takeLines: TakeLines | null,
): FieldReader {
  switch (kind) {
    case 'csv':
      return createCsvReader(',', column, take);
    case 'tsv':
      return createCsvReader('\t', column, take);
    case 'ndjson':
      return createJsonReader(column, take);
    case 'txt':
      return createLineReader(take, takeLines);
  }
}

function skipByteOrderMark(reader: FieldReader): FieldReader {
  let beginning: string | null = '';

  function begin(text: string): void {
    beginning = null;
    if (utf16Marks.some((mark) => text.startsWith(mark))) {
      throw sourceError('members-source-not-utf-8', 'The source is UTF-16', 'Save it as UTF-8');
    }
    reader.write(text.startsWith(utf8Mark) ? text.slice(utf8Mark.length) : text);
  }

  return {
    write: (byteText) => {
      if (beginning === null) return reader.write(byteText);
      beginning += byteText;
      if (beginning.length >= utf8Mark.length) begin(beginning);
    },
    end: () => {
      if (beginning !== null) begin(beginning);
      reader.end();
    },
  };
}
