/** The place of the code of a part, and of the program whose owner it must have. */
export interface CompiledPlace {
  readonly folder: string;
  /** Of a part, as one command uses it. */
  readonly part: string;
  /** Of a version of V8 with its settings. */
  readonly tag: string;
  readonly program: string;
}
