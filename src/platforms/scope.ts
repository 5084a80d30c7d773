import type { ScopeAttribute } from '../model/entity.ts';

/** What a project is bound to: all that it reads and writes is in there. */
export interface Scope {
  /** Its key in project files, plans and snapshots, and the attribute of a row that says where the row belongs. */
  readonly attribute: ScopeAttribute;
  /** The word before its ID: `account 12`. */
  readonly label: string;
  /** The option of `init` that gives its ID. */
  readonly option: 'account-id' | 'advertiser-id' | 'data-provider-id';
  /** What the paths of collections begin with, as in `/accounts/12/audiences`; null where they do not name it. */
  readonly pathPrefix: string | null;
  /** The filter that keeps a search to it; null where the path does. */
  readonly searchFilter: string | null;
  /** The code for a manifest that gives an entity to another one; null where the scope owns no entities. */
  readonly otherOwnerCode: string | null;
}
