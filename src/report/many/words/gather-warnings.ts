import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { readOfFinding } from '../condense/condense-findings.ts';
import type { ProjectResult } from '../project-result.ts';
import { findingInCwd } from './place-in-cwd.ts';
import { joinFindings } from './values-of-many.ts';

interface SharedWarning {
  /** With its place in the first of the projects. */
  readonly finding: Diagnostic;
  readonly results: readonly ProjectResult[];
}

/** The warnings that are kept of some projects, each once however many projects have it. */
export function gatherWarnings(results: readonly ProjectResult[]): readonly SharedWarning[] {
  const found = new Map<
    string,
    { readonly findings: [Diagnostic, ...Diagnostic[]]; readonly results: ProjectResult[] }
  >();
  for (const result of results) {
    for (const finding of result.diagnostics.first) {
      if (finding.severity !== 'warning') continue;
      const key = JSON.stringify([readOfFinding(finding), finding.address ?? null]);
      const known = found.get(key);
      if (known === undefined) found.set(key, { findings: [finding], results: [result] });
      else if (known.results.at(-1) !== result) {
        known.findings.push(finding);
        known.results.push(result);
      }
    }
  }
  return [...found.values()].flatMap(({ findings, results: having }) => {
    const [first] = having;
    const isAlone = having.length === 1;
    return first === undefined
      ? []
      : [{ finding: findingInCwd(first.file, joinFindings(findings), isAlone), results: having }];
  });
}
