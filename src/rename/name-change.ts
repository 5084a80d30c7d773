import type { Declaration } from '../model/declaration.ts';
import type { Kind } from '../model/entity.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import type { HouseRules } from '../model/house-rule.ts';
import type { Project } from '../model/project.ts';
import type { EntryEdits } from '../yaml-edit/text-edit.ts';

/** An entity that gets another name. */
export interface NameChange {
  readonly kind: Kind;
  readonly from: string;
  readonly to: string;
  /** Of twins the one of this retailer or advertiser; null for all that have the name. */
  readonly ownerId: string | null;
}

/** Whatever may name an entity, all of it still with the old names. */
export interface RenameWorld {
  readonly declarations: readonly Declaration[];
  readonly houseRules: HouseRules;
  /** The environment that all of this is read for. */
  readonly project: Pick<Project, 'environment'>;
  /** Null where there is none, as in tests of manifests alone. */
  readonly projectFile: SourceFile | null;
}

/** Edits of one entry of one file. */
export interface FileEdits {
  readonly file: string;
  readonly entry: EntryEdits;
}
