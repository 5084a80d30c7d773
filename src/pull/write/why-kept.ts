import type { Source } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import type { Project } from '../../model/project.ts';
import { valueAt } from '../../model/text/json.ts';
import { variablesIn } from '../../model/variable.ts';
import { editText } from '../../yaml-edit/edit-text.ts';
import { readEntry } from '../../yaml-edit/read-entry.ts';
import { comesFrom, type Obstacle } from '../obstacle.ts';
import type { PullContext } from '../pull-context.ts';
import type { AttributeUnit } from '../pull-unit.ts';
import { explainRefusedEdit } from './explain-refused-edit.ts';

/** Why a value must not go: it is an alias, or a variable is part of it. Null where neither is so. */
export function whyKept(
  text: SourceFile,
  entry: Source,
  path: string,
  context: Pick<PullContext, 'comparison' | 'variables'>,
): Obstacle | null {
  return (
    findVariable(text, entry, path, context.comparison.project) ??
    findAlias(text, entry, path, context)
  );
}

/**
 * In a file that other projects read, too: the variable that gives this project another value than theirs. Null where
 * the text around it would have to change.
 */
export function findOwnVariable(
  { match, path, value }: AttributeUnit,
  { manifests, comparison, words }: Pick<PullContext, 'manifests' | 'comparison' | 'words'>,
): Obstacle | null {
  const { source } = match.declaration;
  const text = manifests.get(source.file);
  if (text === undefined || !text.text.includes('${var.')) return null;
  const found = valueAt(readEntry({ ...text }, source, null) ?? {}, path);
  const written = JSON.stringify(found ?? null);
  const [name, second] = variablesIn(written);
  if (name === undefined || second !== undefined) return null;
  const whole = `\${var.${name}}`;
  const [before = '', after = ''] = written.split(whole);
  const now = JSON.stringify(value);
  const isItself = found === whole || (now.startsWith(before) && now.endsWith(after));
  if (!isItself) return null;
  const place = comparison.project.variables.get(name)?.source ?? null;
  const at = place === null ? 'where its value is given' : `in ${words.file(place.file)}`;
  return {
    ...comesFrom(path, `the variable "${name}"`, place ?? source),
    fix: `Edit the variable ${at}.`,
  };
}

/** Another value in its place would be refused. */
function findAlias(
  text: SourceFile,
  entry: Source,
  path: string,
  context: Pick<PullContext, 'comparison' | 'variables'>,
): Obstacle | null {
  if (!text.text.includes('*')) return null;
  const edit = { kind: 'set', path: path.split('.'), value: null } as const;
  const { refused } = editText(
    text,
    { entries: [{ at: entry, edits: [edit] }] },
    context.variables,
  );
  const found = refused.find(({ obstacle }) => obstacle === 'alias' || obstacle === 'merge-key');
  return found ? explainRefusedEdit(found, path, context) : null;
}

function findVariable(
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
  return comesFrom(path, `the variable "${name}"`, variables.get(name)?.source ?? entry);
}
