/** One thing that was looked at, and how it stands. */
export interface Check {
  /** Kebab-case and stable, such as `read-segments`. */
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  /** What was found, without a full stop. */
  readonly text: string;
  /** What to do, in the imperative. */
  readonly hint?: string;
}
