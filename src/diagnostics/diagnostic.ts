/** What is wrong, where, and what to do about it. Every stage reports through this value. */

/** A place in a file the user wrote. Lines and columns are 1-based; columns count UTF-16 units. */
export interface Source {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** End of the marked range, exclusive, on the same line; absent marks a single character. */
  readonly endColumn?: number;
}

export type Severity = 'error' | 'warning';

export interface Diagnostic {
  readonly severity: Severity;
  /** Stable and kebab-case; the API's own code if the API has one. */
  readonly code: string;
  /** One sentence of fact, without advice and without a trailing full stop. */
  readonly message: string;
  /** Absent for what no single place causes, such as wrong credentials. */
  readonly source?: Source;
  /** Whom or what it is true of, such as a person who is wrongly reached. */
  readonly example?: string;
  /** What to do, in the imperative. */
  readonly hint?: string;
  /** The entity concerned, as `segment/NAME` or `audience/NAME`. */
  readonly address?: string;
  /** The house rule or the expected person that it is about, by name. */
  readonly rule?: string;
  /** Other places that explain the finding, each with a short label. */
  readonly related?: readonly { readonly label: string; readonly source: Source }[];
}

/** A stage's result: it goes on as far as sense allows, and says all that it found. */
export interface Found<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** Ends a command with diagnostics alone: thrown by the edges, caught once by the CLI. */
export class DiagnosticError extends Error {
  override readonly name = 'DiagnosticError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[], options?: ErrorOptions) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join('; '), options);
    this.diagnostics = diagnostics;
  }
}

/** A broken assumption of ours, never of the user's. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`broken assumption: ${message}`);
}

/** Places first by file, then line and column; findings without a place come first. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compareText(a.source?.file ?? '', b.source?.file ?? '') ||
      (a.source?.line ?? 0) - (b.source?.line ?? 0) ||
      (a.source?.column ?? 0) - (b.source?.column ?? 0) ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

/** Code-unit order: the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
