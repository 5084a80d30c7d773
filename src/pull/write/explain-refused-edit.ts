import type { Source } from '../../diagnostics/diagnostic.ts';
import { quote } from '../../model/text/quote.ts';
import type { RefusedEdit } from '../../yaml-edit/text-edit.ts';
import { comesFrom, elsewhere, type Obstacle } from '../obstacle.ts';
import type { PullContext } from '../pull-context.ts';

type Context = Pick<PullContext, 'comparison'>;

/** Why an edit was not made, with the place where it would have to be made instead. */
export function explainRefusedEdit(
  { obstacle, source, name }: RefusedEdit,
  path: string | null,
  { comparison }: Context,
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

/** The same for a reference to what gets another name: it is another entry that cannot be edited. */
export function explainRefusedReference(
  { obstacle, source, name }: RefusedEdit,
  holder: string,
  { comparison }: Context,
): Obstacle {
  const named = name === null ? '' : ` "${name}"`;
  const fix = 'Write the name itself there, and pull again.';
  const at = (how: string, where: Source = source): Obstacle => ({
    ...{ code: 'pull-elsewhere', fix, source: where },
    text: `${holder} names it ${how}.`,
  });
  if (obstacle === 'variable') {
    const variable = name === null ? undefined : comparison.project.variables.get(name);
    return at(`through the variable${named}`, variable?.source ?? source);
  }
  if (obstacle === 'alias') return at(`through the alias${named}`);
  if (obstacle === 'anchor') return at(`behind the anchor${named}, which aliases use`);
  if (obstacle === 'merge-key') return at(`through the merged map${named}`);
  return {
    code: 'pull-unsafe',
    text: `${holder} names it at a place that cannot be edited without changing something else.`,
    fix: 'Edit it by hand.',
    source,
  };
}

/** The entry at a place, as the start of a sentence. */
export function nameHolder(at: Source | null, { comparison }: Context): string {
  const found = comparison.declarations.find(
    ({ source: { file, line, column } }) =>
      at !== null && file === at.file && line === at.line && column === at.column,
  );
  return found ? `The ${found.kind} ${quote(found.name)}` : 'A rule or the project file';
}
