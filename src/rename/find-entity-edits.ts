import type { Declaration } from '../model/declaration.ts';
import { groupBy, groupPairs } from '../model/group-by.ts';
import { referencesIn, segmentNamesIn } from '../model/references.ts';
import { type DeclaredSegments, indexSegments } from '../validation/names/declared-segments.ts';
import type { EntryEdit } from '../yaml-edit/text-edit.ts';
import type { Renaming } from './create-renaming.ts';
import type { FileEdits, RenameWorld } from './name-change.ts';

/** What algebra and seeds of lookalikes have to say instead. */
export function findEntityEdits(
  { declarations }: Pick<RenameWorld, 'declarations'>,
  renaming: Renaming,
): readonly FileEdits[] {
  const { segments, usersOf } = referencesOf(declarations);
  const names = renaming.renamed('segment');
  const users = new Set(names.flatMap((name) => usersOf.get(name) ?? []));
  const concerned =
    names.length === 1 ? [...users] : declarations.filter((each) => users.has(each));
  return concerned.flatMap((declaration): readonly FileEdits[] => {
    const edits = referencesIn(declaration.attributes).flatMap(
      ({ reference, textPath }): readonly EntryEdit[] => {
        if (!('name' in reference)) return [];
        const target = segments.find(reference, declaration);
        const name = target ? renaming.nameOf(target) : reference.name;
        return name === reference.name ? [] : [{ kind: 'set', path: textPath, value: name }];
      },
    );
    if (edits.length === 0) return [];
    const { source } = declaration;
    return [{ file: source.file, entry: { at: source, edits } }];
  });
}

interface ReferencesOf {
  readonly segments: DeclaredSegments;
  /** What refers to a segment of this name, in the order of the declarations. */
  readonly usersOf: ReadonlyMap<string, readonly Declaration[]>;
}

const known = new WeakMap<readonly Declaration[], ReferencesOf>();

/** Read once for all renames of the same declarations. */
function referencesOf(declarations: readonly Declaration[]): ReferencesOf {
  const made = known.get(declarations) ?? {
    segments: indexSegments(declarations),
    usersOf: groupPairs(
      declarations.flatMap((declaration) =>
        [...new Set(segmentNamesIn(declaration.attributes))].map((name) => [name, declaration]),
      ),
    ),
  };
  known.set(declarations, made);
  return made;
}

/** The edits of each entry together. */
export function joinEdits(all: readonly FileEdits[]): readonly FileEdits[] {
  const byEntry = groupBy(all, ({ file, entry: { at } }) =>
    JSON.stringify([file, at?.line ?? null, at?.column ?? null]),
  );
  return [...byEntry.values()].flatMap((each) => {
    const [first] = each;
    if (first === undefined) return [];
    const edits = new Map(
      each.flatMap(({ entry }) => entry.edits).map((edit) => [JSON.stringify(edit), edit]),
    );
    return [{ file: first.file, entry: { at: first.entry.at, edits: [...edits.values()] } }];
  });
}
