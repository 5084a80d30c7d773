import type { Declaration } from '../model/declaration.ts';
import type { JsonValue } from '../model/text/json.ts';
import type { EntryEdit } from '../yaml-edit/text-edit.ts';
import type { FileEdits } from './name-change.ts';

/** What the renamed entity itself has to say: its name, and where it comes from unless an ID says that. */
export function editTarget(target: Declaration, name: string): FileEdits {
  const { source } = target;
  const set = (key: string, value: JsonValue): EntryEdit => ({ kind: 'set', path: [key], value });
  const earlier = earlierNames(target, name);
  const edits = [
    set('name', name),
    ...(earlier === null ? [] : [set('renamedFrom', spell(target, earlier))]),
  ];
  return { file: source.file, entry: { at: source, edits } };
}

/**
 * All names that it had, the last one first: which of them it has remotely is not known here. Null where an ID makes
 * them useless.
 */
export function earlierNames(
  { name: old, id, renamedFrom = [] }: Declaration,
  name: string,
): readonly string[] | null {
  if (id !== undefined) return null;
  return [...new Set([old, ...renamedFrom])].filter((each) => each !== name);
}

/** A single name is a text, unless there is a list already. */
function spell({ renamedFrom, locate }: Declaration, names: readonly string[]): JsonValue {
  const [only = ''] = names;
  if (names.length > 1) return names;
  if (renamedFrom === undefined) return only;
  const [whole, first] = [locate(['renamedFrom']), locate(['renamedFrom', 0])];
  const isText = whole.line === first.line && whole.column === first.column;
  return isText ? only : names;
}
