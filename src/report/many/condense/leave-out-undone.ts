import type { ApplyReport, ChangeResult } from '../../../apply/apply-report.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';

/**
 * The findings of a plan that still hold after it was applied: a warning of what a change does says nothing true of a
 * change that was not made, and was said before of one that an earlier run made.
 *
 * @param report null where nothing was applied
 */
export function leaveOutUndone(
  findings: readonly Diagnostic[],
  report: ApplyReport | null,
): readonly Diagnostic[] {
  const isMade = new Map(
    (report?.results ?? []).map((result) => [result.address, isPerhapsMade(result)]),
  );
  return findings.filter(
    ({ severity, address }) =>
      severity === 'error' || address === undefined || (isMade.get(address) ?? true),
  );
}

function isPerhapsMade({ outcome, alreadyDone, partly }: ChangeResult): boolean {
  if (alreadyDone) return false;
  return outcome === 'done' || outcome === 'unknown' || partly === true;
}
