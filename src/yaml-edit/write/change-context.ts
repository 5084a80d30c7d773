/** What is gathered while a change is written. */
import type { JsonValue } from '../../model/text/json.ts';
import type { TextRange } from '../../yaml-source/line-positions.ts';
import type { Splice } from '../text/splice.ts';
import type { Written, WrittenChild } from '../text/written.ts';
import type { Movables, MovedParts } from './movable.ts';
import type { WriteContext } from './value-place.ts';

export interface ChangeContext extends WriteContext {
  /** What may move, by the values that edits asked for: nothing goes from one of them to another. */
  readonly scopes: ReadonlyMap<Written, Movables>;
  readonly moved: MovedParts;
  readonly splices: Splice[];
  /** Parts of the text that are taken out, with what their comments may belong to. */
  readonly taken: TakenText[];
}

export interface TakenText {
  readonly range: TextRange;
  /** The pairs or items in it. */
  readonly children: readonly WrittenChild[];
  readonly inFlow: boolean;
  /** What stands in its place; undefined where nothing does. */
  readonly value: JsonValue | undefined;
}

/** Where a collection stands: the pair or item that it belongs to, and the column of that one. */
export interface Slot {
  readonly child: WrittenChild;
  readonly inFlow: boolean;
  /** The key that it belongs to, or that its list belongs to. */
  readonly key: string | null;
}
