import type { ApplyReport, ChangeResult } from '../../apply/apply-report.ts';
import type { ChangeError } from '../../model/outcome.ts';
import { guardText } from '../../model/text/guard-text.ts';
import type { PlanDiagnostic } from '../../schema/generated/plan.ts';
import { entryOfError } from '../findings/entry-of-error.ts';
import { trustedSentence } from './apply-outcome.ts';

/** `{ formatVersion, summary, results, moves, diagnostics }`, two blanks a level, with a last newline. */
export function renderApplyJson(
  { summary, results, moves, trusted }: ApplyReport,
  diagnostics: readonly PlanDiagnostic[] = [],
): string {
  const all = trusted ? [...diagnostics, trustedWarning] : diagnostics;
  const advised = { results: results.map(withAdvice), moves: moves.map(withAdvice) };
  const document = { formatVersion: 1, summary, ...advised, diagnostics: all };
  return `${guardText(JSON.stringify(document, null, 2), 'json')}\n`;
}

/** The JSON report has the same advice as the text. */
export function withAdvice(result: ChangeResult): ChangeResult {
  const { error } = result;
  if (!error) return result;
  const { also } = error;
  return {
    ...result,
    error: { ...withHint(error), ...(also ? { also: also.map(withHint) } : {}) },
  };
}

function withHint<Error extends Omit<ChangeError, 'also'>>(error: Error): Error {
  const hint = error.hint ?? entryOfError(error)?.fix;
  return hint === undefined ? error : { ...error, hint };
}

const trustedWarning: PlanDiagnostic = {
  severity: 'warning',
  code: 'plan-file-trusted',
  message: trustedSentence,
};
