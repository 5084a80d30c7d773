/** The contact lists of the API as the product sees them: written in chunks, never read back. */
import type { Problem } from './remote.ts';
import type { SentIdentifiers } from './sent-identifiers.ts';

/** A contact list: a segment's own, or one behind the older `/audiences/{audienceId}/contactlist`. */
export interface ContactListTarget {
  readonly kind: 'segment' | 'legacy-audience';
  readonly id: string;
}

export type AmendOperation = 'add' | 'remove';

export interface AmendRequest {
  readonly target: ContactListTarget;
  readonly operation: AmendOperation;
  /** As the API spells it for this platform: `Email`, `identityLink`, … */
  readonly identifierType: string;
  /** Needed by `gum` identifiers alone. */
  readonly gumCallerId: number | null;
  /** At most 50,000. */
  readonly identifiers: SentIdentifiers;
  readonly mayTry?: MayTry;
}

/** Awaited before each try of a request. @throws DiagnosticError where it must not be sent, or not again. */
type MayTry = () => Promise<void>;

/** What became of one chunk. Adding and removing may be repeated: both set a state. */
export type AmendAnswer =
  /** Carried out; counts as the API gave them, null where it gave none. */
  | {
      readonly outcome: 'accepted';
      readonly invalid: number | null;
      /** What the API says beside it. */
      readonly warnings?: readonly Problem[];
    }
  /** Nothing was carried out, a smaller chunk may be. */
  | { readonly outcome: 'too-large' }
  /** Nothing was carried out. */
  | {
      readonly outcome: 'refused';
      /** Null where the API did not answer. */
      readonly status: number | null;
      /** What to do about it, where that is known. */
      readonly hint?: string;
      readonly problems: readonly Problem[];
    }
  /** Unknown: time-out, reset, 5xx, an unreadable body or a count of others after the request was sent. */
  | { readonly outcome: 'unknown'; readonly problems: readonly Problem[] };

export type ClearAnswer = Exclude<AmendAnswer, { readonly outcome: 'too-large' }>;

/** What the API says about the members of a contact list, as of its last computation. */
export interface ContactListStatistics {
  readonly numberOfIdentifiers: number | null;
  readonly numberOfMatches: number | null;
  /** From 0 to 1; may differ from matches by identifiers. */
  readonly matchRate: number | null;
  /** What the API says beside them, or instead of them. */
  readonly problems?: readonly Problem[];
}

export interface MembersReader {
  /** `null` where the API has none, and does not say why. */
  readStatistics(segmentId: string): Promise<ContactListStatistics | null>;
}

/** Never throws for what the API answers to a chunk; problems never quote an identifier. */
export interface MembersRemote extends MembersReader {
  amend(request: AmendRequest): Promise<AmendAnswer>;
  clear(target: ContactListTarget, mayTry?: MayTry): Promise<ClearAnswer>;
}

/** Identifiers in one request (contact-list pages of both platforms). */
export const maxChunkIdentifiers = 50_000;
