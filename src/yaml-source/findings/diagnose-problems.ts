import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import { formatCount } from '../../model/text/count-of.ts';
import type { TextRange } from '../line-positions.ts';
import { diagnoseProblem } from './diagnose-problem.ts';
import type { YamlProblem } from './yaml-problem.ts';

/** How many of one kind are said of a document: a text can be written that has one for each line. */
const mostOfKind = 100;

/** The problems of one document, in their order. The last that is said of a kind says how many more there are. */
export function diagnoseProblems(
  problems: readonly YamlProblem[],
  find: (range: TextRange) => Source,
): readonly Diagnostic[] {
  const left = new Map<YamlProblem, number>();
  for (const all of groupBy(problems, ({ kind }) => kind).values()) {
    for (const problem of all.slice(0, mostOfKind)) left.set(problem, 0);
    const last = all[mostOfKind - 1];
    if (last) left.set(last, all.length - mostOfKind);
  }
  return problems.flatMap((problem) => {
    const more = left.get(problem);
    if (more === undefined) return [];
    const diagnostic = diagnoseProblem(problem, find);
    if (more === 0) return [diagnostic];
    const message = `${diagnostic.message}; ${formatCount(more)} more like this in the document are not listed`;
    return [{ ...diagnostic, message }];
  });
}
