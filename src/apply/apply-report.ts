/** What became of each change of a plan. Complete: every change has exactly one result. */
import type { PlannedChange, PlanSource } from '../schema/generated/plan.ts';

/** `unknown` is what reading could not settle; it is never reported as anything else. */
export type Outcome = 'done' | 'failed' | 'skipped' | 'unknown';

export interface ChangeError {
  /** The API's code wherever there is one. */
  readonly code: string;
  readonly detail: string | null;
  readonly traceId: string | null;
  /** Of the answer, where it refused the whole request, or the API failed. */
  readonly status?: number;
  /** What to do about a fault that no manifest can mend, such as a missing permission or an API that fails. */
  readonly hint?: string;
  /** The API named these problems for some items of the request, and not for which: they may be another one's. */
  readonly unattributed?: true;
  /** Further problems of the same item, or of the others. */
  readonly also?: readonly Omit<ChangeError, 'also' | 'unattributed'>[];
}

/** Done, and yet not quite as one would wish. */
export interface ChangeWarning {
  readonly code: string;
  readonly text: string;
  /** What else there is to say about it. */
  readonly also?: readonly Omit<ChangeWarning, 'also'>[];
}

/** All of them as one; undefined where there is none. */
export function joinWarnings(
  warnings: readonly (ChangeWarning | undefined)[],
): ChangeWarning | undefined {
  const all = warnings.flatMap((warning) => {
    if (warning === undefined) return [];
    const { also = [], ...first } = warning;
    return [first, ...also];
  });
  const [first, ...also] = all;
  return first === undefined || also.length === 0 ? first : { ...first, also };
}

/** What was sent of a contact list's members. */
export interface MembersSent {
  readonly added: number;
  readonly removed: number;
  /** Everybody was taken off the list first. */
  readonly cleared?: true;
  readonly requests: number;
}

/** One request of a change, or the filling of its list. */
export interface ChangeStep {
  /** `rename` gives a replacement its name; `step-aside` makes a name free for another change. */
  readonly step: 'create' | 'update' | 'delete' | 'rename' | 'step-aside' | 'fill';
  readonly outcome: Outcome;
}

export interface ChangeResult {
  readonly address: string;
  readonly action: PlannedChange['action'];
  readonly outcome: Outcome;
  /** The remote ID, once it is known. */
  readonly id: string | null;
  readonly error?: ChangeError;
  readonly warning?: ChangeWarning;
  /** An earlier run, or somebody else, has done it: nothing was sent for it. */
  readonly alreadyDone?: true;
  /** Not done, but some of its steps were carried out, or may have been. */
  readonly partly?: true;
  /** Of a change that is not done and takes several steps, or fills a list: what became of those of this run, in their order. */
  readonly steps?: readonly ChangeStep[];
  /** Where a contact list was filled, or begun to be. */
  readonly members?: MembersSent;
  /**
   * Why it was skipped: the change that failed, `interrupted`, `refused` where the API refused the request before
   * it so that every other would be refused, too, or `timeout` where the time that a run may wait for faults was
   * spent before its turn.
   */
  readonly because?: string;
  /** Where it is declared. */
  readonly source: PlanSource | null;
}

export interface ApplyReport {
  readonly summary: Readonly<Record<Outcome, number>>;
  readonly results: readonly ChangeResult[];
  /** References that followed a replaced segment: steps of its replacement, which the summary does not count. */
  readonly moves: readonly ChangeResult[];
  /** The plan came from a file, and was not held against the manifests beside it. */
  readonly trusted?: true;
}

/** A change whose entity is no longer what the plan was made from. */
export interface StaleChange {
  readonly address: string;
  readonly reason: string;
  readonly updatedAt: string | null;
}

/** @param moves those that went through; one that did not is among the results. */
export function summarizeResults(
  results: readonly ChangeResult[],
  moves: readonly ChangeResult[] = [],
): ApplyReport {
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  const summary = {
    done: count('done'),
    failed: count('failed'),
    skipped: count('skipped'),
    unknown: count('unknown'),
  };
  return { summary, results, moves };
}
