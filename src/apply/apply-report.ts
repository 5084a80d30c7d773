/** What became of each change of a plan. Complete: every change has exactly one result. */
import type { ChangeWarning, Outcome, OutcomeName } from '../model/outcome.ts';
import type { PlannedChange, PlanSource } from '../schema/generated/plan.ts';

/** What was sent of a contact list's members. */
export interface MembersSent {
  readonly added: number;
  readonly removed: number;
  /** All members were removed from the list first; null where it is not known whether they were. */
  readonly cleared?: true | null;
  readonly requests: number;
}

/** One request of a change, or the filling of its list. */
export interface ChangeStep {
  /** `rename` gives a replacement its name; `step-aside` makes a name free for another change. */
  readonly step: 'create' | 'update' | 'delete' | 'rename' | 'step-aside' | 'fill';
  readonly outcome: OutcomeName;
}

export type ChangeResult = Outcome & {
  readonly address: string;
  readonly action: PlannedChange['action'];
  /** The remote ID, once it is known. */
  readonly id: string | null;
  /** Of steps that are done; others of the same change may not be. */
  readonly warning?: ChangeWarning;
  /** It was done before this run, which sent nothing for it. */
  readonly alreadyDone?: true;
  /** Not done, but some of its steps were carried out, or may have been. */
  readonly partly?: true;
  /** Of a change that is not done and takes several steps, or fills a list: what became of those of this run, in their order. */
  readonly steps?: readonly ChangeStep[];
  /** Where a contact list was filled, or begun to be. */
  readonly members?: MembersSent;
  /** Where it is declared. */
  readonly source: PlanSource | null;
};

export interface ApplyReport {
  readonly summary: Readonly<Record<OutcomeName, number>>;
  readonly results: readonly ChangeResult[];
  /** References that followed a replaced segment: steps of its replacement, which the summary does not count. */
  readonly moves: readonly ChangeResult[];
  /** The plan came from a file, and was not checked against the manifests beside it. */
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
  const count = (outcome: OutcomeName) =>
    results.filter((result) => result.outcome === outcome).length;
  const summary = {
    done: count('done'),
    failed: count('failed'),
    skipped: count('skipped'),
    unknown: count('unknown'),
  };
  return { summary, results, moves };
}
