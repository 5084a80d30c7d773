/** Why a base does not say what was edited remotely: then there is nothing to pull. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import { isOfOtherTarget, targetInWords } from '../plan/check/find-base-elsewhere.ts';
import type { EarlierProject } from '../plan/compare-with-remote.ts';

export function objectToBase(
  { missing, suggestion, target, unread = [] }: EarlierProject,
  project: Pick<Project, 'platform' | 'scopeId'>,
): readonly Diagnostic[] {
  if (missing !== undefined) {
    return [
      without(
        `the base has no ${missing}, so it is not known what was edited in the Criteo UI`,
        suggestion,
      ),
    ];
  }
  if (target && isOfOtherTarget({ target }, project)) {
    const [theirs, own] = [targetInWords(target), targetInWords(project)];
    return [without(`the base is of ${theirs}, but this project is of ${own}`, suggestion)];
  }
  return unread.map(({ message, source }) => ({
    severity: 'error',
    code: 'base-unreadable',
    message: `the base has an error${source ? ` at ${source.file}:${source.line}:${source.column}` : ''}: ${message}`,
    hint: 'Give the folder of a commit without errors, or leave out --base.',
  }));
}

function without(message: string, suggestion: string | undefined): Diagnostic {
  return {
    severity: 'error',
    code: 'base-without-project',
    message,
    hint:
      suggestion === undefined
        ? 'Give the folder of this project at an earlier commit, such as --base ../main/PROJECT.'
        : `Did you mean --base ${suggestion}?`,
  };
}
