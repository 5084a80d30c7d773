/** `--target` and `--exclude` over many projects: what matches nothing in one may match in another. */
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { countOf } from '../../../model/text/count-of.ts';
import type { ProjectRun } from '../project/run-project.ts';

export interface UnmatchedCount {
  readonly add: (run: Pick<ProjectRun, 'unmatched'>) => void;
  /** What matches nothing in any project: errors. */
  readonly errors: () => readonly Diagnostic[];
  /** What matches in some of them, as sentences. */
  readonly notes: () => readonly string[];
}

export function countUnmatched(): UnmatchedCount {
  const missed = new Map<string, { readonly finding: Diagnostic; times: number }>();
  let compared = 0;
  const all = () => [...missed.values()];
  return {
    add: ({ unmatched }) => {
      if (unmatched === null) return;
      compared += 1;
      for (const finding of unmatched) {
        const known = missed.get(finding.message) ?? { finding, times: 0 };
        known.times += 1;
        missed.set(finding.message, known);
      }
    },
    errors: () =>
      all()
        .filter(({ times }) => times === compared)
        .map(({ finding }) => ({
          ...finding,
          message: `${finding.message} in any of ${countOf(compared, 'project')}`,
        })),
    notes: () =>
      all()
        .filter(({ times }) => times < compared)
        .map(
          ({ finding, times }) =>
            `${finding.message} in ${times} of ${countOf(compared, 'project')}.`,
        ),
  };
}
