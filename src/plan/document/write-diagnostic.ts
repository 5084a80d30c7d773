import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { PlanDiagnostic } from '../../schema/generated/plan.ts';

/** A finding as plans hold it. */
export function writeDiagnostic({
  severity,
  code,
  message,
  example,
  source,
  hint,
  address,
}: Diagnostic): PlanDiagnostic {
  return {
    severity,
    code,
    message: example === undefined ? message : `${message}, for example ${example}`,
    ...(source ? { source: { file: source.file, line: source.line, column: source.column } } : {}),
    ...(hint === undefined ? {} : { hint }),
    ...(address === undefined ? {} : { address }),
  };
}
