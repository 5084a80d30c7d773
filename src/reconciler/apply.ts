import { type ApplyResult, applyPlan, type ReportNow } from '../apply/apply-plan.ts';
import { type ApplyReport, summarizeResults } from '../apply/apply-report.ts';
import type { ContactLists } from '../apply/contact-lists.ts';
import type { ApplyProgress } from '../apply/create-run.ts';
import type { Clock, RemoteWriter } from '../model/remote/remote.ts';
import type { Snapshot } from '../model/remote/snapshot.ts';
import type { Comparison } from '../plan/compare-with-remote.ts';
import { needsSync } from '../plan/people/planned-sync.ts';
import type { DoneChanges } from '../plan/saved/assess-changes.ts';
import { findUndeclared } from '../plan/saved/find-undeclared.ts';
import type { PlanDocument, PlannedChange, Refusal } from '../schema/generated/plan.ts';
import { systemClock } from '../system-clock.ts';
import { compareBeside, consentsOf, findObjections, type Trust } from './find-objections.ts';

export type { ApplyResult, ReportNow } from '../apply/apply-plan.ts';
export type { ApplyReport, MembersSent } from '../apply/apply-report.ts';
export type { ApplyProgress } from '../apply/create-run.ts';

export interface ApplyOptions extends Trust {
  /** Write requests in flight at once; 4 unless given. */
  readonly parallelism?: number;
  readonly clock?: Clock;
  /** Aborted: requests in flight are finished, nothing further is begun. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ApplyProgress) => void;
  /** Called before anything is sent, with a function that says at any time how far the run is. */
  readonly onStart?: (reportNow: ReportNow) => void;
  /** What is remote, where it was read just now; else it is read. */
  readonly snapshot?: Snapshot;
  /** Fills contact lists; without it a plan that fills any is refused. */
  readonly lists?: ContactLists;
  /**
   * Asked before anything is sent, where the plan fills lists: why they cannot be filled as planned.
   * It is given the comparison of the manifests beside the plan; null without these.
   */
  readonly checkLists?: (comparison: Comparison | null) => Promise<readonly Refusal[]>;
}

/**
 * Carries a plan out, unless something stands against it: refusals in it, another checksum, a
 * remote that is no longer as it was planned for, or, for a plan from a file, the manifests beside it.
 *
 * @returns `refused` or `stale` where nothing was sent.
 */
export async function apply(
  planned: PlanDocument,
  remote: RemoteWriter,
  options: ApplyOptions = {},
): Promise<ApplyResult> {
  const { checksum, trustPlanFile, beside, checkLists, snapshot: read, ...context } = options;
  const objections = findObjections(planned, options);
  if (objections.length > 0) return { state: 'refused', refusals: objections };
  if (syncsLists(planned) && !options.lists) return { state: 'refused', refusals: [noListSync] };
  const now = read ?? (await remote.readSnapshot());
  const object = async (
    pending: readonly PlannedChange[],
    done: DoneChanges,
  ): Promise<readonly Refusal[]> => {
    const comparison = beside ? compareBeside(beside, planned, now) : null;
    const undeclared = comparison
      ? findUndeclared({
          ...{ plan: planned, pending, done, comparison },
          consents: consentsOf(planned, { beside, checksum }),
          takesChecksum: beside?.takesChecksum ?? true,
        })
      : [];
    if (undeclared.length > 0) return undeclared;
    return (syncsLists(planned) && (await checkLists?.(comparison))) || [];
  };
  const result = await applyPlan({
    ...{ plan: planned, snapshot: now, remote, clock: systemClock, parallelism: 4 },
    ...context,
    object,
  });
  return trustPlanFile && result.state === 'applied'
    ? { ...result, report: { ...result.report, trusted: true } }
    : result;
}

const noListSync: Refusal = {
  code: 'members-not-filled',
  text: 'the plan fills contact lists, but members cannot be uploaded here',
  fix: 'Apply it with audiencectl apply, or plan again without members.',
};

/** Whether it fills contact lists, for which there must be sources and ledgers. */
export function syncsLists({ changes }: PlanDocument): boolean {
  return changes.some(({ members }) => needsSync(members));
}

/** The report of a run that was stopped before anything was sent. */
export function reportUnsent({ changes }: PlanDocument): ApplyReport {
  return summarizeResults(
    changes.map(({ address, action, id, source }) => ({
      ...{ address, action, id, source, because: 'interrupted' },
      outcome: 'skipped' as const,
    })),
  );
}
