import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { spellAsOptions } from '../../report/findings/spell-as-options.ts';

/** Findings about a source that the command line names, with hints that name options. */
export async function withOptions<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError(
      error.diagnostics.map(({ hint, ...finding }) =>
        hint === undefined ? finding : { ...finding, hint: spellAsOptions(hint) },
      ),
    );
  }
}
