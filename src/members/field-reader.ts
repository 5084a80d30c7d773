/** What a reader of a source's format does: byte text in, one field a line out. */
import { DiagnosticError } from '../diagnostics/diagnostic.ts';

/**
 * Takes the byte text of an identifier; null stands for a line that holds none it could give.
 * Lines are numbered from 1.
 */
export type TakeField = (field: string | null, line: number) => void;

/**
 * Takes whole lines at once, each ended by a line feed, where they are all alike.
 * @returns how many there were; null where it took none of them, so that each has to be looked at.
 */
export type TakeLines = (text: string) => number | null;

export interface FieldReader {
  /** The next piece of the source, cut anywhere. @throws DiagnosticError without any of the content. */
  write(byteText: string): void;
  /** @throws DiagnosticError when the source ends where it must not. */
  end(): void;
}

/** Longer than any line of identifiers: beyond it the file is something else. */
export const longestLine: number = 2 ** 20;

export function sourceError(code: string, message: string, hint: string): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', code, message, hint }]);
}

export function lineTooLong(line: number): DiagnosticError {
  return sourceError(
    'members-source-line-too-long',
    `Line ${line} of the source is longer than 1 MiB`,
    'Give a text file with one identifier a line, or a CSV, TSV or NDJSON file',
  );
}
