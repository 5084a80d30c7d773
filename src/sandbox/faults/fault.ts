import type { ProblemType, Telling } from '../protocol/problem.ts';

/** Trouble that the sandbox makes on purpose, as data, so that a run can be repeated exactly. */
export interface Fault {
  /** The requests that it strikes; all of them when absent. */
  readonly when?: FaultCondition;
  /** How often it strikes at most; always when absent. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

/** All that is given must hold. */
export interface FaultCondition {
  readonly on?: 'token' | 'read' | 'write';
  readonly method?: string;
  /** Part of the path. */
  readonly path?: string;
  /** Which of the requests that match the rest, the first being 1. */
  readonly nth?: number | readonly number[];
  /** Numbers of the sandbox's own count of requests, the first being 1. */
  readonly request?: number | readonly number[];
  /** From 0 to 1, drawn from the seed and the number of the request. */
  readonly probability?: number;
}

export type FaultEffect =
  /** `after` does what was asked and then claims failure; a 429 never does. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly moment?: 'before' | 'after';
      readonly body?: 'json' | 'html' | 'empty';
      /** `x-ratelimit-*` on a 429: the reset in so many seconds; none when null. */
      readonly resetSeconds?: number | null;
      /** Such as `retry-after`. */
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'reset'; readonly moment?: 'before' | 'after' }
  /** The work is done and answered, but the body is broken. */
  | {
      readonly kind: 'body';
      readonly form: 'cut-off' | 'truncated' | 'malformed' | 'html' | 'empty';
    }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Searches after this write answer as if it had not happened, for so many searches or so long. */
  | { readonly kind: 'stale-reads'; readonly reads?: number; readonly milliseconds?: number }
  /** Items of `data` are left out of the answer, with or without having been carried out. */
  | {
      readonly kind: 'lose-items';
      readonly items: readonly number[] | 'all';
      readonly carriedOut: boolean;
    }
  /** Items are refused with a problem of the API, such as one of type `availability`, and not carried out. */
  | {
      readonly kind: 'refuse-items';
      readonly items: readonly number[] | 'all';
      readonly type: ProblemType;
      readonly code: string;
    }
  /**
   * The API's word about items of a bulk request, or about a contact list, which is item 0 of its requests:
   * any code in either list, pointing at anything.
   */
  | ({
      readonly kind: 'item';
      readonly items: readonly number[] | 'all';
      readonly code: string;
      /** `validation` unless given. */
      readonly type?: ProblemType;
      readonly detail?: string;
      /** Said beside what was done; otherwise nothing is done. */
      readonly carriedOut?: boolean;
      /** What a contact list's answer has for `data` where nothing is done: null, or counters of zero. */
      readonly counts?: 'none' | 'zero';
      /** Of the answer, instead of its own status. */
      readonly status?: 200 | 207 | 400;
    } & { readonly [Key in keyof Telling]?: NonNullable<Telling[Key]> })
  /** A search reports another total. */
  | { readonly kind: 'move-total'; readonly by: number }
  /** Every token given out so far stops being accepted. */
  | { readonly kind: 'end-tokens'; readonly as: 'expired' | 'revoked' };
