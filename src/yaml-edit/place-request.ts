/** The edits of a request by where they are in their documents. */

import type { Source } from '../diagnostics/diagnostic.ts';
import type { PlacedEdit } from './plan/placed-edit.ts';
import { type EditableDocument, findEntry } from './text/read-document.ts';
import type { AppendedEntry, EditPath, EditRequest, EntryEdit, EntryEdits } from './text-edit.ts';

export interface RequestedEdit {
  readonly entry: EntryEdits | AppendedEntry;
  /** Null for an appended entry. */
  readonly edit: EntryEdit | null;
  /** Null where there is no such place. */
  readonly placed: PlacedRequest | null;
}

interface PlacedRequest {
  readonly document: number;
  readonly edit: PlacedEdit;
  /** Where the entry begins. */
  readonly start: number;
}

export function placeRequest(
  { entries, appended = [] }: EditRequest,
  offsetOf: (at: Source) => number | null,
  documents: readonly EditableDocument[],
): readonly RequestedEdit[] {
  const edits = entries.flatMap((entry) => {
    const at = entry.at === null ? null : offsetOf(entry.at);
    const isNowhere = entry.at !== null && at === null;
    const found = isNowhere ? null : findEntry(documents, at);
    return entry.edits.map((edit): RequestedEdit => {
      const start = found?.written.start ?? 0;
      const placed = found && placeEdit(edit, found.path);
      return { entry, edit, placed: placed && { document: found.document, edit: placed, start } };
    });
  });
  return [...edits, ...appended.map((entry) => placeAppended(entry, documents))];
}

function placeEdit(edit: EntryEdit, path: EditPath): PlacedEdit | null {
  switch (edit.kind) {
    case 'set':
      return { path: [...path, ...edit.path], action: { kind: 'set', value: edit.value } };
    case 'remove':
      return edit.path.length === 0 && path.length === 0
        ? null
        : { path: [...path, ...edit.path], action: { kind: 'remove' } };
    case 'remove-entry':
      return typeof path.at(-1) === 'number' ? { path, action: { kind: 'remove' } } : null;
    default: {
      const { value, comments } = edit;
      const action = { kind: 'add-after', value, comments } as const;
      return typeof path.at(-1) === 'number' ? { path, action } : null;
    }
  }
}

function placeAppended(
  entry: AppendedEntry,
  documents: readonly EditableDocument[],
): RequestedEdit {
  const { list, value, comments } = entry;
  const document = documents.length - 1;
  const last = documents[document];
  const isPossible = last !== undefined && !last.isBroken;
  const action = { kind: 'add-after', value, comments } as const;
  const placed = { document, edit: { path: [list], action }, start: last?.range.start ?? 0 };
  return { entry, edit: null, placed: isPossible ? placed : null };
}
