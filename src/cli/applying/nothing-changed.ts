import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { isInterruption } from '../process/exit-code-of-failure.ts';

/** What an apply ended with before its first change: of an interruption, that nothing was changed. */
export function withNothingChanged(error: unknown): unknown {
  if (!(error instanceof DiagnosticError) || !isInterruption(error)) return error;
  const diagnostics = error.diagnostics.map((finding) =>
    finding.code === 'interrupted' ? { ...finding, hint } : finding,
  );
  return new DiagnosticError(diagnostics, { cause: error });
}

const hint = 'Run the same command again. Nothing was changed.';
