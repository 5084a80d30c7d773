import type { JsonObject, JsonValue } from '../../model/text/json.ts';
import type { RemoteIndex } from '../../plan/match/index-snapshot.ts';
import type { EntryEdit } from '../../yaml-edit/text-edit.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PlacedDefaults } from '../place/placed-defaults.ts';
import type { NextWorld } from './next-world.ts';

export interface AttributeContext {
  readonly index: RemoteIndex;
  readonly world: NextWorld;
  readonly defaults: PlacedDefaults;
  /** The entry as it is written, without defaults. */
  readonly written: JsonObject;
  /** Why a value must not go: a variable is part of it. Null where none is. */
  readonly whyKept: (path: string) => Obstacle | null;
}

/** What is written, and the value that it has from now on, in the manifest's words. */
export interface AttributeEdit {
  readonly edits: readonly EntryEdit[];
  readonly to: JsonValue;
}
