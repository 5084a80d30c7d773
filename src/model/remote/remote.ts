/**
 * The remote API as the product sees it. Planning is given a `RemoteReader`, which has no method
 * that writes; only apply is given a `RemoteWriter`.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Kind, Verb } from '../entity.ts';
import type { JsonObject } from '../text/json.ts';
import type { RemoteRow, Snapshot } from './snapshot.ts';

export interface RemoteReader {
  /** Everything, certified complete: every ID once, as many as the API's total, or an error. */
  readSnapshot(): Promise<Snapshot>;
  /** The rows of one kind with these IDs; IDs that are not found are simply missing. */
  readByIds(
    kind: Kind,
    ids: readonly string[],
    options?: ReadOptions,
  ): Promise<readonly RemoteRow[]>;
  /** Every row of one kind, certified like a snapshot: how a create of unknown outcome is settled. */
  readAll(kind: Kind, options?: ReadOptions): Promise<readonly RemoteRow[]>;
  /**
   * Warns of the versions that these kinds are written with, where a search is not found there. Only what
   * talks to the API has versions.
   */
  proveVersions?(kinds: readonly Kind[]): Promise<readonly Diagnostic[]>;
}

export interface ReadOptions {
  /** It is read only because of a fault, so that its time is time that the fault takes. */
  readonly afterFault?: boolean;
  /** Nothing is open that only it can settle: it is not worth much waiting for a fault to pass. */
  readonly isOptional?: boolean;
}

export interface RemoteWriter extends RemoteReader {
  /** Sends one bulk request of at most ten items. Never throws for what the API answers. */
  write(request: WriteRequest): Promise<WriteAnswer>;
  /**
   * Sends a bulk request without items. The API refuses it and it changes nothing, but the refusal
   * shows whether writes are taken there. Only what talks to the API has endpoints.
   */
  proveWrite?(endpoint: Pick<WriteRequest, 'kind' | 'verb'>): Promise<WriteAnswer>;
  /** What the run may wait for faults; apply has one of its own where there is none. */
  readonly patience?: Patience;
}

export interface WriteRequest {
  readonly kind: Kind;
  readonly verb: Verb;
  /** Bulk items as they go on the wire: `{ id?, type?, attributes? }`. */
  readonly items: readonly JsonObject[];
  /** It was sent before, and what became of it is not known. */
  readonly afterFault?: boolean;
}

/** What became of one bulk request. */
export type WriteAnswer =
  /** The API answered item by item; `rows` may miss items, `problems` may not explain each. */
  | {
      readonly outcome: 'answered';
      readonly rows: readonly RemoteRow[];
      readonly problems: readonly Problem[];
      readonly hasBody: boolean;
      /** Its status is that of a refusal, and yet it has rows: those may be the request's own, sent back. */
      readonly isRefusal?: true;
    }
  /** The whole request was refused and nothing of it was carried out. */
  | {
      readonly outcome: 'refused';
      /** The HTTP status; null where the request was given up before it was sent. */
      readonly status: number | null;
      readonly problems: readonly Problem[];
    }
  /** Unknown: time-out, reset, 5xx or an unreadable body after the request was sent. */
  | {
      readonly outcome: 'unknown';
      readonly problems: readonly Problem[];
      /** The machine slept while it was on its way: no fault of the API. */
      readonly afterSleep?: true;
    };

/** A problem as the API words it, with what is needed to match it to an item. */
export interface Problem {
  readonly code: string;
  readonly detail: string | null;
  readonly traceId: string | null;
  /** Position of the item in the request, when the problem says (`@data/3`). */
  readonly index: number | null;
  /** The ID that it ends with, when it names the entity instead of a position (`/audiences/314195`). */
  readonly entityId?: string | null;
  /** True for an entry of type `deprecation`, which is never a failure. */
  readonly deprecation: boolean;
  /** It came in `warnings`, where the guides have failures and also remarks. */
  readonly isWarning?: true;
  /** `validation`, `availability`, …; `other` for what is not documented, null where there is none. */
  readonly type?: string | null;
  /** Of the answer, where it refuses the request and not its items, or is a fault of the server. */
  readonly status?: number;
  /** What to do, where the fault is not that of an item: who asks, where, how often, or a server that fails. */
  readonly hint?: string;
}

/** Time, handed in so that the core reads no clock. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** What a run may still wait for faults to pass: all of its requests and reads share it. */
export interface Patience {
  /**
   * Waits so long, or for as long as there is left.
   * @returns false, at once, where nothing is left, and where the run is interrupted.
   */
  wait(milliseconds: number): Promise<boolean>;
  isSpent(): boolean;
}
