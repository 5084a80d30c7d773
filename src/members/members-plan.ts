/** What a sync would do to a list's members, in counts. */
import type { MemberAllowance } from './brakes/member-allowance.ts';
import type { MembersMode } from './members-task.ts';
import type { SourceAccount } from './source/source-account.ts';
import type { SourceFormat } from './source/source-format.ts';

export interface MembersPlan {
  readonly address: string;
  readonly mode: MembersMode;
  /**
   * `first-upload`: the list is new. `delta`: `adds` and `removes` are exact. `rebuild-needed`:
   * it is not known what the list holds, so it would be cleared and filled. `unknown-here`: this
   * machine lacks the data to work it out.
   */
  readonly state: 'unchanged' | 'first-upload' | 'delta' | 'rebuild-needed' | 'unknown-here';
  readonly adds: number;
  readonly removes: number;
  /** How many the list holds now, as far as is known here. */
  readonly held: number | null;
  /** Of these, how many are of a last request whose outcome is unknown. */
  readonly unconfirmed: number;
  /** How many it would hold; null where that is not known. */
  readonly total: number | null;
  /** The ledger that says so; null where there is none here. */
  readonly ledger: LedgerSight | null;
  /** The API was asked, and counts as many as the ledger explains. */
  readonly checked: boolean;
  /** Null where the source was not read. */
  readonly source: (SourceAccount & { readonly duplicates: number }) | null;
  /**
   * The form that identifiers were turned into to be compared with those on the list; null where it is
   * the one that their format has anyway.
   */
  readonly turnedInto: SourceFormat | null;
  /** Requests that would be sent: chunks, and a clear. */
  readonly requests: number;
  /** Options that were given, and without which it would be refused. */
  readonly consents: readonly string[];
  /** What these consents accept, as far as it was found. */
  readonly allowed: readonly MemberAllowance[];
  /** What this machine lacks to work out the changes, in a sentence; null where nothing is missing. */
  readonly missing: string | null;
  /** Why nothing may be sent; empty where it may. */
  readonly refusals: readonly MembersRefusal[];
}

/** Which of several copies of a ledger was read, and how old it is. */
export interface LedgerSight {
  /** How often it was rewritten. */
  readonly generation: number;
  /** How often it was added to since. */
  readonly commits: number;
  /** When it was written last, ISO 8601. */
  readonly writtenAt: string;
  readonly ageSeconds: number;
}

export interface MembersRefusal {
  readonly code: string;
  /** One sentence of fact. */
  readonly text: string;
  /** What to do, in the imperative. */
  readonly fix: string;
}
