import { foldName } from '../model/name.ts';
import { decodeByteText } from './byte-text.ts';
import { sourceError } from './field-reader.ts';

/**
 * The place of a column in a header. A file without one has people in its first line, so no
 * message quotes it.
 * @param column null where the file has only one.
 * @throws DiagnosticError when the column is not there, or there twice, or not given.
 */
export function findColumn(header: readonly string[], column: string | null): number {
  const names = header.map((cell) => (decodeByteText(cell) ?? '').trim());
  if (column === null) {
    if (names.length === 1) return 0;
    throw sourceError(
      'members-column-not-given',
      `The source has ${names.length} columns and "column" does not say which holds the identifiers`,
      'Set "column" to the name of one of them',
    );
  }
  const index = names.indexOf(column.trim());
  if (index < 0) throw missingColumn(names, column);
  if (names.lastIndexOf(column.trim()) === index) return index;
  throw sourceError(
    'members-column-not-unique',
    `The header of the source has more than one column "${column}"`,
    'Give the columns different names',
  );
}

function missingColumn(names: readonly string[], column: string) {
  // Equal but for case or blanks: then what would be quoted is known already.
  const isNear = names.some((name) => foldName(name) === foldName(column));
  return sourceError(
    'members-column-missing',
    `The header of the source, of ${names.length === 1 ? 'one column' : `${names.length} columns`}, has no column "${column}"`,
    isNear
      ? 'One of them differs only in upper and lower case: set "column" to it exactly'
      : 'Set "column" to a name that the first line of the file has, or add that line',
  );
}
