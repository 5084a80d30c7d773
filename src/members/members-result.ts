import type { MembersPlan } from './members-plan.ts';

/** What became of a list's members, in numbers. */
export interface MembersResult {
  readonly address: string;
  /**
   * `refused` before anything was sent; `failed` when the API refused a chunk; `unknown` when
   * nobody knows what became of the last one. What was accepted before is written down: the same
   * command goes on from there.
   */
  readonly outcome: 'done' | 'refused' | 'failed' | 'unknown' | 'interrupted';
  readonly plan: MembersPlan;
  /** Those whom the API took. */
  readonly added: number;
  readonly removed: number;
  /** Everybody was taken off the list first, because nobody knew who was on it. */
  readonly cleared: boolean;
  /** Chunks and clears that were sent. */
  readonly requests: number;
  /** Identifiers that the API did not accept as such; which ones it does not tell. */
  readonly invalid: number;
  readonly problem: MembersProblem | null;
  /** What the API said beside requests that it carried out. */
  readonly warnings: readonly MembersProblem[];
  /** What the API answered, where it refused a request; null where it refused none. */
  readonly refusedBy: { readonly status: number; readonly hint: string | null } | null;
}

export interface MembersProblem {
  readonly code: string;
  readonly detail: string | null;
  readonly traceId: string | null;
  /** What to do about a refusal, where that is known. */
  readonly hint?: string;
}
