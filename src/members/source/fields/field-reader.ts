/** What a reader of a source's format does: byte text in, one field a line out. */
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import type { InvalidLook } from '../../identifiers/invalid-look.ts';

/**
 * Takes the byte text of an identifier; null stands for a line that holds none it could give, and
 * then the look says why. Lines are numbered from 1.
 */
export type TakeField = (field: string | null, line: number, look?: InvalidLook) => void;

/**
 * Takes whole lines at once, each ended by a line feed, where they are all alike.
 * @returns how many there were; null where it took none of them, so that each has to be looked at.
 */
export type TakeLines = (text: string) => number | null;

/** What takes the fields of one file after the other. */
export interface FieldTaker {
  /** Names the file that the next fields are of. */
  begin(file: string): void;
  readonly take: TakeField;
  /** For files of one identifier a line; null where each line has to be looked at. */
  readonly takeLines: TakeLines | null;
}

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

/** A place in a source, to begin a sentence with. @param file as it is named in messages. */
export function lineOf(file: string, line: number): string {
  return file === '-' ? `Line ${line} of standard input` : `${file}:${line}`;
}

/** A source as a whole, to begin a sentence with. */
export function describeSource(file: string): string {
  return file === '-' ? 'Standard input' : `The source ${file}`;
}

export function lineTooLong(file: string, line: number): DiagnosticError {
  return sourceError(
    'members-source-line-too-long',
    `${lineOf(file, line)} is longer than 1 MiB`,
    'Give a text file with one identifier per line, or a CSV, TSV or NDJSON file.',
  );
}
