/** A text file of the user's, read and decoded by the edge. */
export interface SourceFile {
  /** Relative to the project folder, with `/` between its parts. */
  readonly file: string;
  readonly text: string;
}

/** A text that a command changes, before and after. */
export interface ChangedFile {
  readonly file: string;
  /** Null for a file that is new. */
  readonly before: string | null;
  readonly after: string;
}

/** What a file may be on the disk so that no edit is written into it. */
export type FileLock = 'link' | 'read-only';
