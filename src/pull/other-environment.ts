/** Another environment of the project, which reads manifests that a pull edits. */
export interface OtherEnvironment {
  readonly name: string;
  /** Whether it is bound to the account of this one: then everything remote is there as well. */
  readonly isSameAccount: boolean;
  readonly declaresSegment: (name: string) => boolean;
}
