import type { Problem } from '../model/remote/remote.ts';
import { explainProblem, notAnswered } from './explain-size.ts';
import type { SizeReason } from './figure.ts';

/**
 * Why those of the IDs that got no size have none. A problem names the ID in its text, or points at
 * its item by position; where it does neither, it is believed only if there is no other story.
 *
 * @param ids as asked for, in order.
 */
export function attributeProblems(
  ids: readonly string[],
  answered: ReadonlySet<string>,
  problems: readonly Problem[],
): (id: string) => SizeReason {
  const real = problems.filter(({ deprecation }) => !deprecation);
  const [first, ...rest] = real;
  const only = rest.every(({ code }) => code === first?.code) ? first : undefined;
  const named = new Map<string, Problem>();
  for (const problem of [...real].reverse()) {
    const id = ids[problem.index ?? -1];
    if (id !== undefined && !answered.has(id)) named.set(id, problem);
  }
  for (const problem of real) {
    for (const id of wordsOf(problem.detail)) named.set(id, problem);
  }
  return (id) => {
    const problem = named.get(id) ?? only;
    return problem ? explainProblem(problem) : notAnswered;
  };
}

function wordsOf(detail: string | null): readonly string[] {
  return detail === null ? [] : detail.split(/[^0-9A-Za-z]+/u);
}
