/** Something wrong with a schema itself. */
export interface SchemaProblem {
  /** Inside the schema. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint: string;
}
