import type { RefusedEdit } from '../../yaml-edit/text-edit.ts';
import { comesFrom, elsewhere, type Obstacle } from '../obstacle.ts';
import type { PullContext } from '../pull-context.ts';

/** Why an edit was not made, with the place where it would have to be made instead. */
export function explainRefusedEdit(
  { obstacle, source, name }: RefusedEdit,
  path: string | null,
  { comparison }: Pick<PullContext, 'comparison'>,
): Obstacle {
  const named = name === null ? '' : ` "${name}"`;
  if (obstacle === 'variable') {
    const variable = name === null ? undefined : comparison.project.variables.get(name);
    return comesFrom(path, `the variable${named}`, variable?.source ?? source);
  }
  if (obstacle === 'alias') return comesFrom(path, `the alias${named}`, source);
  if (obstacle === 'anchor') {
    return elsewhere(`${path ?? 'The entry'} has the anchor${named}, which aliases use.`, source);
  }
  if (obstacle === 'merge-key') return comesFrom(path, `the merged map${named}`, source);
  const text =
    obstacle === 'comment'
      ? 'A comment would be lost.'
      : 'The text cannot be edited there without changing something else.';
  return { code: 'pull-unsafe', text, fix: 'Edit it by hand.', source };
}
