import type { ApplyReport, ChangeResult } from '../../../apply/apply-report.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';

/**
 * The findings of a plan that still hold after it was applied. What a new list does says nothing true of an audience that
 * was not made, and was said before of one that an earlier run made. What could have been a rename is none any more once
 * it is created.
 *
 * @param report null where nothing was applied
 */
export function leaveOutUndone(
  findings: readonly Diagnostic[],
  report: ApplyReport | null,
): readonly Diagnostic[] {
  const results = new Map((report?.results ?? []).map((result) => [result.address, result]));
  return findings.filter(({ code, address }) => {
    const result = results.get(address ?? '');
    if (result === undefined) return true;
    if (code === 'looks-like-rename') return result.outcome !== 'done';
    return code !== 'new-list-empty' || isPerhapsMade(result);
  });
}

function isPerhapsMade({ outcome, alreadyDone, partly }: ChangeResult): boolean {
  if (alreadyDone) return false;
  return outcome === 'done' || outcome === 'unknown' || partly === true;
}
