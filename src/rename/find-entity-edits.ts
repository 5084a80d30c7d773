import { groupBy } from '../model/group-by.ts';
import { referencesIn } from '../model/references.ts';
import { indexSegments } from '../validation/names/declared-segments.ts';
import type { EntryEdit } from '../yaml-edit/text-edit.ts';
import type { Renaming } from './create-renaming.ts';
import type { FileEdits, RenameWorld } from './name-change.ts';

/** What algebra and seeds of lookalikes have to say instead. */
export function findEntityEdits(
  { declarations }: Pick<RenameWorld, 'declarations'>,
  renaming: Renaming,
): readonly FileEdits[] {
  const segments = indexSegments(declarations);
  return declarations.flatMap((declaration): readonly FileEdits[] => {
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
