/** One thing that is wrong with how a text is written, at its place. */
export interface Slip {
  readonly at: number;
  readonly message: string;
  readonly hint: string;
}
