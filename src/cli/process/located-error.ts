import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/files/source-file.ts';

/** Findings together with the files they point into, so that excerpts can be shown. */
export class LocatedError extends DiagnosticError {
  readonly sources: readonly SourceFile[];
  /** What their places are relative to. */
  readonly folder: string;

  constructor(
    diagnostics: readonly Diagnostic[],
    { sources, folder }: { readonly sources: readonly SourceFile[]; readonly folder: string },
  ) {
    super(diagnostics);
    this.sources = sources;
    this.folder = folder;
  }
}
