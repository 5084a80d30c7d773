/** What is to become of a value, before it is known where the text changes. */
import type { JsonValue } from '../model/text/json.ts';
import type { TextRange } from '../yaml-source/line-positions.ts';
import type { EditObstacle } from './text-edit.ts';
import type { Written } from './written.ts';

export type Change =
  /** Written anew; parts of the old value that the new one has keep their text. */
  | { readonly kind: 'replace'; readonly value: JsonValue; readonly isAsked?: true }
  /** Some of its children change, go, or come. */
  | CollectionChange;

export interface CollectionChange {
  readonly kind: 'children';
  /** Whether an edit asked for this value as a whole: within it, and only there, parts may move. */
  readonly isAsked?: true;
  readonly removed: ReadonlySet<number>;
  readonly changed: ReadonlyMap<number, Change>;
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

/** Why an edit is not made, and where the reader has to look. Caught where edits are put together. */
export class Refusal extends Error {
  readonly obstacle: EditObstacle;
  readonly range: TextRange;
  /** The name of the anchor or the variable. */
  readonly what: string | null;

  constructor(obstacle: EditObstacle, range: TextRange, what: string | null = null) {
    super(obstacle);
    this.obstacle = obstacle;
    this.range = range;
    this.what = what;
  }
}

export function rangeOf({ start, end }: Pick<Written, 'start' | 'end'>): TextRange {
  return { start, end };
}
