/** The part of ajv that a compiled validator shows to us. */

export interface SchemaViolation {
  /** JSON pointer of the value that fails. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  /** Of what is inside `propertyNames`: the key that fails. */
  readonly propertyName?: string;
  /** The failing value, the schema it fails, and the schema object around it. */
  readonly data?: unknown;
  readonly schema?: unknown;
  readonly parentSchema?: Readonly<Record<string, unknown>>;
}

export interface SchemaValidator {
  (value: unknown): boolean;
  errors?: readonly SchemaViolation[] | null;
}
