import type { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Problem } from '../../model/remote/remote.ts';

/** What kept a request from being answered, as a problem of it. */
export function problemsOf(error: DiagnosticError): readonly Problem[] {
  return error.diagnostics.map(({ code, message, hint }) => ({
    ...(hint === undefined ? {} : { hint }),
    code,
    detail: message,
    traceId: null,
    index: null,
    deprecation: false,
  }));
}
