import type { MemberBook } from '../contact-lists/member-book.ts';
import type { Store, View } from '../entities/store.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { Settings } from '../settings.ts';
import type { Problem } from './problem.ts';

/** One request on its way through the sandbox, authorised and routed. */
export interface Call {
  readonly store: Store;
  readonly members: MemberBook;
  readonly settings: Settings;
  /** What searches see: the store as it is, or as it was before a write whose effect is held back. */
  readonly view: View;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The sandbox's own count of requests, the first being 1. */
  readonly requestNumber: number;
  readonly traceId: string;
  readonly version: string;
  /** Named parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: JsonValue | undefined;
  /** What a fault says about an item of a bulk request, or about a contact list, which is the first. */
  readonly wordOn: (index: number) => ItemWord | null;
}

export interface ItemWord {
  readonly problem: Problem;
  /** It is said beside what was done. */
  readonly carriedOut: boolean;
  readonly counts: 'none' | 'zero';
}

/** An answer before it becomes bytes. */
export interface Answer {
  readonly status: number;
  /** Null for an answer without a body. */
  readonly body: JsonObject | null;
}
