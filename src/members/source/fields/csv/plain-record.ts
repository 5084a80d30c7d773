import type { TakeField } from '../field-reader.ts';
import type { CsvLayout } from './csv-layout.ts';

/**
 * Gives the cell of a record without quotes, as most are. What has not as many cells as the first
 * record is given as none: a delimiter may be part of a text, and all that is behind it then is in
 * another column.
 */
export function createPlainRecordReader(
  { delimiter, index, fewest, most }: CsvLayout,
  take: TakeField,
): (record: string, line: number) => void {
  /** @param last the place of the last delimiter that was counted. */
  function isWhole(record: string, delimiters: number, last: number): boolean {
    if (delimiters + 1 < fewest) return false;
    return delimiters < most || isEmptyBehind(record, last, delimiter);
  }

  return (record, line) => {
    let delimiters = 0;
    let from = 0;
    let to = record.length;
    let last = 0;
    let next = record.indexOf(delimiter);
    for (; next >= 0 && delimiters < most; next = record.indexOf(delimiter, next + 1)) {
      if (delimiters === index) to = next;
      delimiters += 1;
      if (delimiters === index) from = next + 1;
      last = next;
    }
    if (delimiters === 0 && record.trim() === '') return;
    if (isWhole(record, delimiters, last)) take(record.slice(from, to), line);
    else take(null, line, 'fields');
  };
}

/** Whether nothing but further delimiters follows. */
function isEmptyBehind(record: string, place: number, delimiter: string): boolean {
  return record.slice(place).replaceAll(delimiter, '').trim() === '';
}
