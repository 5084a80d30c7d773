/** What a manifest declares, once its shape is checked, defaults are in and IDs are text. */
import type { Source } from '../diagnostics/diagnostic.ts';
import type { Address, Kind } from './entity.ts';
import type { JsonObject } from './text/json.ts';

/** Where a finding is marked: the key itself, or the value behind it. */
export type MarkedPart = 'key' | 'value';

export interface Declaration {
  readonly address: Address;
  readonly kind: Kind;
  readonly name: string;
  /** `absent` deletes it; `released` leaves it as it is, and no longer manages it. */
  readonly state: 'present' | 'absent' | 'released';
  /**
   * The manifest's own words: `description`, `retailerId` or `advertiserId`, one type block or
   * `algebra`; project and file defaults filled in, IDs as strings, nothing the tool alone reads.
   */
  readonly attributes: JsonObject;
  /** Binds to the remote entity with this ID, under any name. */
  readonly id?: string;
  /** Names it had before, newest first or in any order; heeded until the declared name exists. */
  readonly renamedFrom?: readonly string[];
  /** `lifecycle.replace: allow`. */
  readonly allowReplace?: boolean;
  /** `lifecycle.ignoreChanges`: attributes that may differ, as dotted paths. */
  readonly ignoreChanges?: readonly string[];
  /** Where the members of a contact list come from, as written; no attribute of the segment. */
  readonly members?: JsonObject;
  /** Strings for people: shown in reports, never sent. */
  readonly meta?: Readonly<Record<string, string>>;
  /** The entity as a whole: its first key. */
  readonly source: Source;
  /** Set where the document has syntax errors: the name can be relied on, the rest says nothing. */
  readonly incomplete?: true;
  /** The place of something inside the entity, such as `['events', 'brandIds', 0]`; else of what encloses it. */
  readonly locate: (path: readonly (string | number)[], part?: MarkedPart) => Source;
}
