/** What is asked of a text, and what comes back. Values are JSON as `readYaml` gives it: variables put in, IDs as text. */
import type { Source } from '../diagnostics/diagnostic.ts';
import type { JsonObject, JsonValue } from '../model/text/json.ts';

export type EditPath = readonly (string | number)[];

export type EntryEdit =
  /** The value is replaced, or its key is added; what old and new value share keeps its bytes. */
  | { readonly kind: 'set'; readonly path: EditPath; readonly value: JsonValue }
  /** The key or the item goes, with the comments that belong to it. */
  | { readonly kind: 'remove'; readonly path: EditPath }
  /** The entry goes from its list, with the comments that belong to it. */
  | { readonly kind: 'remove-entry' }
  /** Another entry follows this one in its list, written in its style. */
  | {
      readonly kind: 'add-after';
      readonly value: JsonObject;
      /** Lines above it, without `#`. */
      readonly comments: readonly string[];
    };

export interface EntryEdits {
  /** The first key of the entry, as a declaration or a rule has it as its `source`; null for the first document's root. */
  readonly at: Source | null;
  /** Their paths are those of the text before any edit. */
  readonly edits: readonly EntryEdit[];
}

/** An entry for a list of the file's last document; the list is made where it is missing. */
export interface AppendedEntry {
  readonly list: 'segments' | 'audiences';
  readonly value: JsonObject;
  readonly comments: readonly string[];
}

export interface EditRequest {
  readonly entries: readonly EntryEdits[];
  readonly appended?: readonly AppendedEntry[];
  /** The text before earlier edits, where there were some: it says whether entries stand apart. */
  readonly textBefore?: string;
}

/** Why a value is not written. */
export type EditObstacle =
  /** It stands behind an alias, or comes from a merge key; others may share it. */
  | 'alias'
  | 'merge-key'
  /** It has an anchor that aliases elsewhere use. */
  | 'anchor'
  /** A variable is part of it. */
  | 'variable'
  /** A comment inside it would have nothing to belong to. */
  | 'comment'
  /** Nothing is at that place, or the text cannot be edited without a change of something else. */
  | 'no-place';

export interface RefusedEdit {
  readonly entry: EntryEdits | AppendedEntry;
  /** Null for an appended entry. */
  readonly edit: EntryEdit | null;
  readonly obstacle: EditObstacle;
  /** Where the value would have to be edited: the anchor's value, the variable, the comment. */
  readonly source: Source;
  /** The name of the anchor or the variable. */
  readonly name: string | null;
}

export interface EditedText {
  /** With all edits that are not refused. Equal to the old text where nothing is left to do. */
  readonly text: string;
  readonly refused: readonly RefusedEdit[];
}
