/** Where a value goes, and what it becomes there. */
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import type { ScalarRole } from '../../yaml-source/scalar-role.ts';
import type { LaidOutText } from '../text/text-layout.ts';
import type { TextStyle } from '../text/text-style.ts';
import type { Written } from '../text/written.ts';
import type { Movables } from './movable.ts';

export interface WriteContext {
  readonly layout: LaidOutText;
  readonly style: TextStyle;
  readonly movables: Movables;
  /** Whether `${` has to be escaped. */
  readonly hasVariables: boolean;
  /** Lines above new items, without `#`, by their values. */
  readonly notes: ReadonlyMap<JsonValue, readonly string[]>;
  /** Brackets in one line have no room for comments. */
  readonly avoidsFlow: boolean;
  /** Keys that are written anew. */
  readonly newKeys: Set<string>;
  /** Comments of the old text that the new one has, by where they begin. */
  readonly keptComments: Set<number>;
}

/** Where a value goes. */
export interface ValuePlace {
  /** `flow` is anywhere in brackets. */
  readonly after: 'key' | 'dash' | 'flow';
  /** The key that it belongs to, or that its list belongs to. */
  readonly key: string | null;
  readonly role: ScalarRole;
  /** The column of the key or of the dash. */
  readonly column: number;
  /** What stood there. */
  readonly old: Written | null;
  /** The width of the dash and the blanks behind it. */
  readonly gap?: number;
}

export interface MovedText {
  /** Without the indentation of its first line. */
  readonly text: string;
  /** Whether it begins in a line of its own, in a column. */
  readonly isBelow: boolean;
  readonly column: number;
  /** Lines of comments above an item, without the indentation of the first one, with that of the item. */
  readonly lead: string;
  /** The comment behind it in its line. */
  readonly behind: string | null;
}

/** Where the keys or dashes of a block below a key or behind a dash begin. */
export function columnBelow(
  value: JsonValue,
  { after, column, gap }: Pick<ValuePlace, 'after' | 'column' | 'gap'>,
  style: TextStyle,
): number {
  if (after === 'dash') return column + (gap ?? style.dashGap);
  return column + (isJsonObject(value) ? style.mapStep : style.listStep);
}
