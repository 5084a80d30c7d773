import type { Source } from '../../diagnostics/diagnostic.ts';
import type { Project } from '../../model/project.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { valueAt } from '../../model/text/json.ts';
import { variablesIn } from '../../model/variable.ts';
import { readEntry } from '../../yaml-edit/read-entry.ts';
import { type Obstacle, standsElsewhere } from './obstacle.ts';

/** That a value of an entry has a variable in it, with the place of that variable; null where it has none. */
export function findVariable(
  text: SourceFile,
  entry: Source,
  path: string,
  { variables }: Pick<Project, 'variables'>,
): Obstacle | null {
  if (!text.text.includes('${var.')) return null;
  // Read by itself, so that what is read with variables put in is kept for the next entry.
  const written = readEntry({ ...text }, entry, null);
  const [name] = written ? variablesIn(JSON.stringify(valueAt(written, path) ?? null)) : [];
  if (name === undefined) return null;
  return standsElsewhere(path, `the variable "${name}"`, variables.get(name)?.source ?? entry);
}
