import type { ApplyReport } from '../apply/apply-report.ts';
import type { PlanDiagnostic } from '../schema/generated/plan.ts';

/** `{ formatVersion, summary, results, diagnostics }`, two blanks a level, with a last newline. */
export function renderApplyJson(
  { summary, results }: ApplyReport,
  diagnostics: readonly PlanDiagnostic[] = [],
): string {
  return `${JSON.stringify({ formatVersion: 1, summary, results, diagnostics }, null, 2)}\n`;
}
