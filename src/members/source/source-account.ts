/** What a source held, without any of it. */
import type { InvalidLook } from '../identifiers/invalid-look.ts';

/** A line of a source; lines are numbered from 1 in each file. */
interface SourceLine {
  /** As the file is named in messages. */
  readonly file: string;
  readonly line: number;
}

export interface FileAccount {
  /** Files that were read, empty ones left out. */
  readonly files: number;
  /** Lines or records with an identifier, or something else, in the column. */
  readonly filled: number;
  /** Of these, what is no identifier of the declared type and format. */
  readonly invalid: number;
  /** The first of their lines. */
  readonly invalidLines: readonly SourceLine[];
  /** The first line of a file that is no identifier and looks like the title of a column. */
  readonly title: SourceLine | null;
  /** What most of them look like; null where they have nothing in common that can be named. */
  readonly invalidLook: InvalidLook | null;
  /** Beside these, mobile IDs that their owners have withheld: all alike, and of no device. */
  readonly zeroed: number;
  /** Beside these, lines or records with nothing there, a word for nothing, or without the key. */
  readonly empty: number;
}

export interface SourceAccount extends FileAccount {
  /** The same of those who must not be on the list; null where no people are excluded. */
  readonly excluded: FileAccount | null;
}

/** What to do about a heading; null where there is none. */
export function describeTitle({ title }: Pick<FileAccount, 'title'>): string | null {
  if (title === null) return null;
  const file = title.file === '-' ? 'standard input' : title.file;
  return `Remove line ${title.line} of ${file}, which looks like a title, or read the file with "type: csv" and "column".`;
}

/** `line 4 of crm.csv`, `lines 4, 17, … of crm.csv`, `line 4 of a.csv, lines 1, 2 of b.csv`. */
export function describeLines({ invalid, invalidLines }: FileAccount): string {
  const files = [...new Set(invalidLines.map(({ file }) => file))];
  const hasMore = invalid > invalidLines.length;
  return files
    .map((file, each) => {
      const lines = invalidLines.filter((place) => place.file === file);
      const numbers = lines.map(({ line }) => `${line}`);
      if (hasMore && each === files.length - 1) numbers.push('…');
      const noun = numbers.length === 1 ? 'line' : 'lines';
      return `${noun} ${numbers.join(', ')} of ${file === '-' ? 'standard input' : file}`;
    })
    .join(', ');
}
