/** Where the members of a list come from, and how that is read. */
import type { SourceFormat } from './source-format.ts';

export type SourceType = 'txt' | 'csv' | 'tsv' | 'ndjson';

export function isSourceType(word: unknown): word is SourceType {
  return word === 'txt' || word === 'csv' || word === 'tsv' || word === 'ndjson';
}

export type SourceEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export function isSourceEncoding(word: unknown): word is SourceEncoding {
  return word === 'utf-8' || word === 'utf-16le' || word === 'utf-16be' || word === 'windows-1252';
}

/**
 * The character that separates columns; `tab` and the escape are for who cannot write it.
 * @returns null for what is none, as the schema of manifests has it.
 */
export function delimiterOf(word: string): string | null {
  if (word === 'tab' || word === '\\t') return '\t';
  return delimiters.includes(word) ? word : null;
}

/** The last one is Hive's. */
const delimiters: readonly string[] = [',', ';', '|', ':', '^', '~', '\t', '\u0001'];

/** What the words of a manifest, or options, say about the form of the files. */
export interface SourceForm {
  /** Null where the name of each file says it. */
  readonly type: SourceType | null;
  /** The column or key with the identifiers, by name or, from 1, by place; null where there is one. */
  readonly column: string | number | null;
  /** The column is that of other files: a file that has no columns does without. */
  readonly isColumnShared: boolean;
  /** Whether the first line of a CSV or TSV file names its columns. */
  readonly header: boolean;
  /** Null where the first line shows it. */
  readonly delimiter: string | null;
  /** What a source has in place of a missing identifier. */
  readonly nulls: readonly string[];
  /** Null where the first bytes show it. */
  readonly encoding: SourceEncoding | null;
}

/** A file, a folder or a glob. */
export interface SourcePlace {
  /** As the user wrote it; `-` is standard input. */
  readonly name: string;
  /** What it is relative to, absolute. */
  readonly folder: string;
  /**
   * Whether a pipe is read there. A user who types its name also starts what writes to it; a pipe that a
   * manifest names could be waited for without end.
   */
  readonly mayBePipe: boolean;
}

export interface SourceFiles {
  /** As the user wrote it, for messages; `-` is standard input. */
  readonly name: string;
  readonly places: readonly SourcePlace[];
  readonly form: SourceForm;
}

export interface MemberSource extends SourceFiles {
  /** Who must not be on the list, even if the source names them. */
  readonly exclude: ExcludedPeople | null;
}

/** The same kinds of files; their identifiers may have another format. */
export interface ExcludedPeople extends SourceFiles {
  readonly format: SourceFormat;
  readonly country: string | null;
}

/** What databases write for a missing value: SQL, JSON, and the files of MySQL, PostgreSQL and Hive. */
const usualNulls: readonly string[] = ['NULL', 'null', '\\N'];

export const usualForm: SourceForm = {
  type: null,
  column: null,
  isColumnShared: false,
  header: true,
  delimiter: null,
  nulls: usualNulls,
  encoding: null,
};
