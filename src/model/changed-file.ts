/** A text file of the user's, as it is and as it is to be. */
export interface ChangedFile {
  readonly file: string;
  /** Null for a file that is new. */
  readonly before: string | null;
  readonly after: string;
}
