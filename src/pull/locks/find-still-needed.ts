import type { Source } from '../../diagnostics/diagnostic.ts';
import { listOf } from '../../model/text/count-of.ts';
import { quote } from '../../model/text/quote.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullContext } from '../pull-context.ts';
import type { PullUnit } from '../pull-unit.ts';

/**
 * What is done in one account need not be done in another: there, a plan without the entry could delete what it
 * is about.
 */
export function findStillNeeded(
  { action }: PullUnit,
  source: Source,
  { environmentFiles, words }: Pick<PullContext, 'environmentFiles' | 'words'>,
): Obstacle | null {
  const others = environmentFiles.get(source.file) ?? [];
  if ((action !== 'remove' && action !== 'tidy') || others.length === 0) return null;
  const named = listOf(others.map(quote));
  return {
    code: 'pull-elsewhere',
    text: `${others.length === 1 ? `The environment ${named} reads` : `The environments ${named} read`} ${words.file(source.file)}, too, and may still need this.`,
    fix: 'Remove it by hand when no environment needs it any more.',
    source,
  };
}
