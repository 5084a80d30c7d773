/** What is to become of a value, before it is known where the text changes. */
import type { JsonValue } from '../../model/text/json.ts';

export type ValueChange =
  /** Written anew; parts of the old value that the new one has keep their text. */
  | { readonly kind: 'replace'; readonly value: JsonValue; readonly isAsked?: true }
  /** Some of its children change, go, or come. */
  | CollectionChange;

export interface CollectionChange {
  readonly kind: 'children';
  /** Whether an edit asked for this value as a whole: within it, and only there, parts may move. */
  readonly isAsked?: true;
  readonly removed: ReadonlySet<number>;
  readonly changed: ReadonlyMap<number, ValueChange>;
  /** Keys that get another name, such as `and` that becomes `or`. */
  readonly renamed: ReadonlyMap<number, string>;
  /** In their order. */
  readonly added: readonly AddedChild[];
}

export interface AddedChild {
  /** The child that it follows; -1 is before the first. */
  readonly after: number;
  /** Null for an item of a list. */
  readonly key: string | null;
  readonly value: JsonValue;
}
