/** Something wrong with a schema itself. */
export interface SchemaProblem {
  /** Inside the schema. */
  readonly path: readonly (string | number)[];
  /** Where it is the key that is wrong, and not its value. */
  readonly part?: 'key';
  readonly message: string;
  readonly hint: string;
}
