import { findingSentences, placeSentences } from '../render-diagnostics.ts';
import { type FindingsReport, fileOf } from './findings-report.ts';
import { fingerprintFindings } from './fingerprint-findings.ts';

/** The report that GitLab reads as `artifacts:reports:codequality`; its paths are no URLs. */
export function codeQualityOf(report: FindingsReport): readonly object[] {
  const fingerprints = fingerprintFindings(report);
  return report.findings.map(({ finding }, index) => {
    const { fact, advice } = findingSentences(finding);
    const sentences = [fact, ...placeSentences(finding), ...(advice === null ? [] : [advice])];
    return {
      description: sentences.join(' '),
      check_name: finding.code,
      fingerprint: fingerprints[index],
      severity: finding.severity === 'error' ? 'major' : 'minor',
      location: { path: fileOf(finding, report), lines: { begin: finding.source?.line ?? 1 } },
    };
  });
}
