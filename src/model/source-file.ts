/** A text file of the user's, read and decoded by the edge. */
export interface SourceFile {
  /** Relative to the project folder, with `/` between its parts. */
  readonly file: string;
  readonly text: string;
}
