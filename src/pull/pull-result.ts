/** What a pull takes into the manifests, and what it leaves. */
import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import type { Address } from '../model/entity.ts';
import type { ChangedFile } from '../model/files/source-file.ts';
import type { JsonValue } from '../model/text/json.ts';

/** The sorts of difference that can be taken, as `--take` lists them. */
export const takeKinds = ['drift', 'conflict', 'unknown', 'new', 'gone', 'spent'] as const;

export type TakeKind = (typeof takeKinds)[number];

/** One attribute of a manifest that gets its remote value. */
export interface TakenAttribute {
  /** Dotted, as in a plan; `name` for a rename. */
  readonly path: string;
  readonly take: TakeKind;
  /** In the manifest's words, segments by name; null where there is none. */
  readonly from: JsonValue;
  readonly to: JsonValue;
}

/** What is taken of one entity. */
export interface Taking {
  /** As git had it before; of a new entity, as it has it now. */
  readonly address: Address;
  /** `edit` changes attributes, `add` and `remove` the whole entry, `tidy` takes out what is spent. */
  readonly action: 'edit' | 'add' | 'remove' | 'tidy';
  readonly take: TakeKind;
  /** Empty but for `edit`; for `tidy`, the spent keys. */
  readonly attributes: readonly TakenAttribute[];
  /** Whether it was a customer list, which was deleted with its members unless it is one of `mayBe`. */
  readonly losesMembers?: boolean;
  /** Names that the list may have by now: then it was renamed, and its members are there. */
  readonly mayBe?: readonly string[];
  /** How many more of them there are, where `mayBe` has only the first. */
  readonly mayBeMore?: number;
  /** The entry in the text before; in the new text for `add`. */
  readonly source: Source;
}

/** A difference that stays. */
export interface LeftDifference {
  readonly address: Address;
  /** Null for the whole entity. */
  readonly path: string | null;
  readonly take: TakeKind;
  /** Of an attribute, both values in the manifest's words; null where there is none. */
  readonly from?: JsonValue;
  readonly to?: JsonValue;
  /** `pull-elsewhere`, `pull-not-asked`, `pull-unsafe`, `pull-breaks-rule` and so on. */
  readonly code: string;
  /** A full sentence without the address. */
  readonly text: string;
  /** A full sentence in the imperative. */
  readonly fix: string;
  /** Where to edit instead, else the entry; null where git has no entry. */
  readonly source: Source | null;
}

/** What taking the remote version means for the people of an entity: from git's version to the remote one. */
export interface PulledPeople {
  readonly address: Address;
  readonly verdict: 'same' | 'wider' | 'narrower' | 'different' | 'empty' | 'unknown';
  readonly enter: string | null;
  readonly leave: string | null;
  /** The changed segments by which it is affected; empty where it was edited itself. */
  readonly via: readonly Address[];
}

export interface PullResult {
  readonly takings: readonly Taking[];
  readonly left: readonly LeftDifference[];
  readonly people: readonly PulledPeople[];
  /** Those whose text changes, sorted by path. */
  readonly files: readonly ChangedFile[];
  /** How many entities apply would still change, but for those with a difference that is left; 0 if left out. */
  readonly pending?: number;
  /** Globs of the selection that match nothing, where the selection allows it. */
  readonly unmatched?: readonly Diagnostic[];
  readonly diagnostics: readonly Diagnostic[];
}
