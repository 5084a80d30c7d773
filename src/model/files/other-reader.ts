/** Another project that reads a manifest as well. */
export interface OtherReader {
  /** Its project file. */
  readonly project: string;
  /** False where its project file has errors, so that it is not known what it reads. */
  readonly isSure: boolean;
}
