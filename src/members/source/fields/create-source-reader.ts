/** Byte text of a file of any kind to its fields. */

import { createLineReader } from './create-line-reader.ts';
import { createCsvReader } from './csv/create-csv-reader.ts';
import { createLineEnds } from './csv/line-ends.ts';
import type { FieldReader, TakeField, TakeLines } from './field-reader.ts';
import type { FileForm } from './file-form.ts';
import { createJsonReader } from './json/create-json-reader.ts';

/**
 * @param file as it is named in messages.
 * @param takeLines for a file of one identifier a line: takes many at once, where it can.
 */
export function createSourceReader(
  file: string,
  form: FileForm,
  take: TakeField,
  takeLines: TakeLines | null = null,
): FieldReader {
  const reader = readerOf(file, form, take, takeLines);
  const lineEnds = createLineEnds();
  return {
    write: (byteText) => reader.write(lineEnds.write(byteText)),
    end: () => {
      reader.write(lineEnds.end());
      reader.end();
    },
  };
}

function readerOf(
  file: string,
  form: FileForm,
  take: TakeField,
  takeLines: TakeLines | null,
): FieldReader {
  const { type, column } = form;
  if (type === 'txt') return createLineReader(file, take, takeLines);
  if (type === 'ndjson') return createJsonReader(file, column === null ? null : `${column}`, take);
  return createCsvReader(file, form, take);
}
