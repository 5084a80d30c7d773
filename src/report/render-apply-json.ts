import type { ApplyReport } from '../apply/apply-report.ts';
import { guardText } from '../model/guard-text.ts';
import type { PlanDiagnostic } from '../schema/generated/plan.ts';
import { trustedSentence } from './apply-outcome.ts';

/** `{ formatVersion, summary, results, moves, diagnostics }`, two blanks a level, with a last newline. */
export function renderApplyJson(
  { summary, results, moves, trusted }: ApplyReport,
  diagnostics: readonly PlanDiagnostic[] = [],
): string {
  const all = trusted ? [...diagnostics, trustedWarning] : diagnostics;
  const document = { formatVersion: 1, summary, results, moves, diagnostics: all };
  return `${guardText(JSON.stringify(document, null, 2), 'json')}\n`;
}

const trustedWarning: PlanDiagnostic = {
  severity: 'warning',
  code: 'plan-file-trusted',
  message: trustedSentence,
};
