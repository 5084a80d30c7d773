import type { ApplyReport } from '../apply/apply-report.ts';
import { guardText } from '../model/guard-text.ts';
import type { PlanDiagnostic } from '../schema/generated/plan.ts';

/** `{ formatVersion, summary, results, diagnostics }`, two blanks a level, with a last newline. */
export function renderApplyJson(
  { summary, results }: ApplyReport,
  diagnostics: readonly PlanDiagnostic[] = [],
): string {
  const document = { formatVersion: 1, summary, results, diagnostics };
  return `${guardText(JSON.stringify(document, null, 2), 'json')}\n`;
}
