import type { Source } from '../diagnostics/diagnostic.ts';
import type { Address } from '../model/entity.ts';
import type { OtherReader } from '../model/files/other-reader.ts';
import type { ChangedFile } from '../model/files/source-file.ts';
import type { JsonValue } from '../model/text/json.ts';

/** One value that a rename changes. */
export interface RenameEdit {
  /** In the new text. */
  readonly source: Source;
  /** What it is part of: an address, `rule "NAME"`, `person "NAME"`, or the project file. */
  readonly of: string;
  /** Dotted, inside of that. */
  readonly path: string;
  readonly value: JsonValue;
}

export interface RenameResult {
  readonly from: Address;
  readonly to: Address;
  /** Those whose text changes, sorted by path; none where the entity has the name already. */
  readonly files: readonly ChangedFile[];
  /** In the order of the files. */
  readonly edits: readonly RenameEdit[];
}

export interface RenameWish {
  /** Of the entity: `segment/NAME`, or `segment/#ID` where an ID binds it. */
  readonly address: string;
  readonly name: string;
  /** The environment whose entity is meant; null for those of all environments. */
  readonly environment?: string | null;
  /** Files that other projects read as well, or may read, each with one of them. */
  readonly readElsewhere?: ReadonlyMap<string, OtherReader>;
}
