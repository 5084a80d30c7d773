/** Many results in the order in which they need a look, those of which the same is to say together. */
import { groupBy } from '../../../model/group-by.ts';
import { readOfFinding } from '../condense/condense-findings.ts';
import type { CondensedRows, ProjectResult, ProjectState } from '../project-result.ts';
import { detailsOf } from './details-of.ts';
import { isToldByFindings } from './findings-of.ts';
import { isSettled, levelOfProject, levels, type ProjectLevel, rankOf } from './level.ts';
import { peopleOf } from './people-of.ts';
import { phraseWithoutValues } from './values-of-many.ts';

/** One project, or several with equal changes or the same failure. */
export interface ResultGroup {
  readonly level: ProjectLevel;
  readonly first: ProjectResult;
  readonly results: readonly ProjectResult[];
  /** Whose details are shown. It need not be among the results: equal plans may be refused for different reasons. */
  readonly detailed: ProjectResult;
}

/**
 * Of what is equally bad, what fewer projects do comes first: beside an intended change of hundreds, it is what a
 * reviewer has to find.
 *
 * @param results in the order of their files
 */
export function arrangeResults(results: readonly ProjectResult[]): readonly ResultGroup[] {
  const byFile = new Map(results.map((result) => [result.file, result]));
  const groups = [...groupBy(results, alikeKey).values()].flatMap(
    (alike): readonly ResultGroup[] => {
      const [first] = alike;
      if (first === undefined) return [];
      const detailed = byFile.get(detailsOf(first)?.file ?? first.file) ?? first;
      return [{ level: levelOfProject(first), first, results: alike, detailed }];
    },
  );
  return groups.sort(
    (a, b) =>
      levels.indexOf(a.level) - levels.indexOf(b.level) ||
      states.indexOf(a.first.state) - states.indexOf(b.first.state) ||
      Number(isSettled(a.first)) - Number(isSettled(b.first)) ||
      rankOf(a.first.plan) - rankOf(b.first.plan) ||
      a.results.length - b.results.length,
  );
}

/** The worst first. */
const states: readonly ProjectState[] = ['failed', 'incomplete', 'not-started', 'refused', 'done'];

/** Equal for results of which a reader would read the same. */
function alikeKey(result: ProjectResult): string {
  const { state, exitCode, plan, run, said, diagnostics } = result;
  const level = levelOfProject(result);
  // Of what has no plan, and of what failed, the findings are all there is to say.
  const isTold =
    plan === undefined || run !== undefined || level === 'failed' || isToldByFindings(result);
  const findings = diagnostics.first.map(readOfFinding);
  return JSON.stringify([
    ...[level, state, exitCode, alikeOfDetails(result, !isSettled(result))],
    run === undefined ? null : [run.title, rowsWithoutValues(run.shared), peopleOf(result)],
    said ?? null,
    // What is unchanged stands in one line.
    isTold && level !== 'unchanged' ? [findings, diagnostics.alike ?? null] : null,
  ]);
}

/** Once a plan is applied, what became of it is shown; nothing of what was applied before. */
function alikeOfDetails({ plan, run }: ProjectResult, isShown: boolean): string | null {
  return isShown ? (run?.alike ?? plan?.alike ?? null) : null;
}

function rowsWithoutValues({ rows, ...rest }: CondensedRows): CondensedRows {
  return {
    ...rest,
    rows: rows.map(({ label, phrase }) => ({ label, phrase: phraseWithoutValues(phrase) })),
  };
}
