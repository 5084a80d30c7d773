/** What `members forget` found and did in one ledger of a list, in counts. */
import type { ContactListTarget } from '../../model/remote/members-remote.ts';
import type { MembersProblem } from '../members-result.ts';

/** A contact list of the account. */
export interface KnownList {
  readonly target: ContactListTarget;
  /** `segment/NAME`. */
  readonly address: string;
  /** What the list, or its manifest, says that it holds; null where each upload says it. */
  readonly identifierType: string | null;
  /** Null for a list that no manifest syncs. */
  readonly mode: 'mirror' | 'append' | null;
  readonly gumCallerId: number | null;
  /** Why it is never written; null where it may be. */
  readonly refusal?: ForgetReason | null;
}

export interface ForgetRow {
  /** `segment/NAME`; what the ledger is called by where the account has no such list. */
  readonly address: string;
  readonly id: string;
  /** Null where it is not known. */
  readonly identifierType: string | null;
  readonly mode: KnownList['mode'];
  /**
   * `clean`: the ledger names none of them. `found`: it does, and nothing was done. `done`: they are off
   * the list and out of the ledger. `gone`: they are in a ledger, and the account has no such list.
   * `not-searched`: not known. `other-type`: the list knows people by something else. `unknown`: the
   * outcome of the last request is not known, or, with a reason, they may be on the list in another form. The others:
   * the removal was not finished.
   */
  readonly state:
    | 'clean'
    | 'found'
    | 'done'
    | 'gone'
    | 'not-searched'
    | 'other-type'
    | 'failed'
    | 'unknown'
    | 'interrupted';
  /** How many of them the ledger has on the list. */
  readonly found: number;
  /** How many removals the API took: of all of them, where the ledger does not know the whole list. */
  readonly removed: number;
  /** How many of the sent ones it did not take; it does not say which. */
  readonly notTaken: number;
  readonly requests: number;
  /** Why it is not known, or was not done, and what to do. */
  readonly reason: ForgetReason | null;
  /** What the API said. */
  readonly problem: MembersProblem | null;
  /** What the API said beside requests that it carried out. */
  readonly warnings: readonly MembersProblem[];
}

export interface ForgetReason {
  readonly code: string;
  /** A sentence of fact. */
  readonly text: string;
  /** What to do, in the imperative. */
  readonly fix: string;
}

/** The row of a list in which none of the people was found. */
export function cleanRow(
  { address, target, mode }: KnownList,
  identifierType: string | null,
): ForgetRow {
  return {
    ...{ address, id: target.id, identifierType, mode, state: 'clean' },
    ...{ found: 0, removed: 0, notTaken: 0, requests: 0 },
    ...{ reason: null, problem: null, warnings: [] },
  };
}
