/** How a pull speaks of what others read, use or mean, as far as that is known. */
import type { Source } from '../../diagnostics/diagnostic.ts';
import type { OtherReader } from '../../model/files/other-reader.ts';
import type { Obstacle } from '../obstacle.ts';

/**
 * Another project reads a text, too, or may.
 *
 * @param reader with the project as the reader of the report finds it.
 * @param sure what is said where it is certain.
 */
export function readElsewhere(
  { project, isSure }: OtherReader,
  file: string,
  sure: { readonly verb: string; readonly fix: string; readonly source: Source | null },
): Obstacle {
  const { verb, fix, source } = sure;
  if (!isSure) return mayBeDone(`project ${project}`, `read ${file}, too`, source);
  return { code, text: `The project ${project} ${verb} ${file}, too.`, fix, source };
}

/** What is not known of another project or environment because it has errors. */
export function mayBeDone(who: string, what: string, source: Source | null): Obstacle {
  return {
    ...{ code, source },
    text: `The ${who} has errors, and may ${what}.`,
    fix: 'Correct that project, then run the same command again.',
  };
}

const code = 'pull-elsewhere';
