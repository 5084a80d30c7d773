/** What one run knows: what it was given, and what has become of its operations until now. */
import pLimit, { type LimitFunction } from 'p-limit';
import type { ChangeError, OutcomeName } from '../model/outcome.ts';
import { createPatience } from '../model/remote/create-patience.ts';
import type { Clock, Patience, RemoteWriter } from '../model/remote/remote.ts';
import type { Operation } from '../plan/order/operation.ts';
import type { Batch } from '../plan/order/schedule-operations.ts';
import type { ContactLists } from './contact-lists.ts';
import {
  type ChangeCounter,
  type ChangeCounts,
  createChangeCounter,
  noOutcomes,
  type OutcomeCounts,
} from './count-changes.ts';
import type { OperationOutcome } from './operation-outcome.ts';
import type { BatchContext } from './operations/batch-context.ts';
import type { OpenItem } from './operations/open-item.ts';
import { listsAtOnce } from './operations/sync-lists.ts';

/** What a run works with, all of it handed in. */
export interface ApplyContext {
  readonly remote: RemoteWriter;
  readonly clock: Clock;
  /** Bulk requests in flight at once. */
  readonly parallelism: number;
  /** Aborted: requests in flight are finished, nothing further is begun. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ApplyProgress) => void;
  /** Fills the lists of a plan that has members in it; without it, they fail. */
  readonly lists?: ContactLists;
}

/** A bulk request or the filling of lists begins, or what became of its items is known. */
export interface ApplyProgress {
  readonly phase: 'begun' | 'ended';
  readonly verb: Batch['verb'];
  readonly kind: Batch['kind'];
  /** Operations settled so far, of how many. */
  readonly settled: number;
  readonly total: number;
  /** The settled ones by what became of them. */
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly unknown: number;
  /** Those of this very request. */
  readonly items: OutcomeCounts;
  /** The changes that are settled, counted as the report does. */
  readonly changes: ChangeCounts;
}

export type RunContext = ApplyContext &
  Pick<BatchContext, 'platform' | 'scopeId'> & {
    /** Called once, with a function that says at any time what has become of the operations until then. */
    readonly onStart?: (
      outcomesNow: (why: ChangeError) => ReadonlyMap<string, OperationOutcome>,
    ) => void;
    /** Whether there are other endpoints than the one that the run begins with, all proven but that one. */
    readonly provesFirst: boolean;
    /** Keys of the changes that follow a replaced segment. */
    readonly moves: ReadonlySet<string>;
  };

/**
 * Requests that meet a fault once nothing is left to wait for: then nothing more is begun. The first may be the
 * one that spent it. Those that succeed in between do not count it down, or a plan would pay for each of them.
 */
const maxFaultsWhenSpent = 2;

export interface Run {
  readonly context: RunContext;
  readonly patience: Patience;
  readonly total: number;
  /** IDs of new entities, by the change that makes them; grows as they are created. */
  readonly created: Map<string, string>;
  /** IDs of what this very run has created, by the API's own answer. */
  readonly fresh: Set<string>;
  readonly listLimit: LimitFunction;
  readonly outcomes: Map<string, OperationOutcome>;
  /** Keys of operations that were sent, or are about to be. */
  readonly begun: Set<string>;
  /** What is read once more at the end of the step. */
  open: readonly OpenItem[];
  faultsWhenSpent: number;
  /** The first request was refused as every other would be: nothing else is begun. */
  isRefused: boolean;
  /** The outcomes, counted. */
  readonly counts: Record<OutcomeName, number>;
  readonly changes: ChangeCounter;
}

/** @param known IDs of new segments that exist already, by the change that makes them. */
export function createRun(
  operations: readonly Operation[],
  known: ReadonlyMap<string, string>,
  context: RunContext,
): Run {
  return {
    context,
    patience: context.remote.patience ?? createPatience(context.clock, context.signal),
    total: operations.length,
    created: new Map(known),
    fresh: new Set(),
    listLimit: pLimit(listsAtOnce),
    outcomes: new Map(),
    begun: new Set(),
    open: [],
    faultsWhenSpent: 0,
    isRefused: false,
    counts: noOutcomes(),
    changes: createChangeCounter(operations, context.moves),
  };
}

/** What is in flight is unknown for the reason given; what was never begun is skipped. */
export function outcomesNow(
  operations: readonly Operation[],
  { outcomes, begun }: Run,
  error: ChangeError,
): ReadonlyMap<string, OperationOutcome> {
  const outcomeNow = (key: string): OperationOutcome =>
    begun.has(key) ? { outcome: 'unknown', error } : { outcome: 'skipped', because: 'interrupted' };
  return new Map(operations.map(({ key }) => [key, outcomes.get(key) ?? outcomeNow(key)]));
}

export function noteOutcome(run: Run, key: string, outcome: OperationOutcome): void {
  const before = run.outcomes.get(key);
  if (before) run.counts[before.outcome] -= 1;
  run.counts[outcome.outcome] += 1;
  run.changes.note(key, outcome.outcome);
  run.outcomes.set(key, outcome);
}

export function noteFault(run: Run, isFault: boolean): void {
  if (isFault && run.patience.isSpent()) run.faultsWhenSpent += 1;
}

/** Why nothing more is begun. */
export function stopOf({ context, faultsWhenSpent, isRefused }: Run): string | null {
  if (context.signal?.aborted) return 'interrupted';
  if (isRefused) return 'refused';
  return faultsWhenSpent >= maxFaultsWhenSpent ? 'timeout' : null;
}

/** Requests, as far as progress names them. */
export type OperationGroup = Pick<Batch, 'verb' | 'kind' | 'operations'>;

export function reportProgress(
  phase: ApplyProgress['phase'],
  { verb, kind, operations }: OperationGroup,
  { context, total, counts, changes, outcomes }: Run,
): void {
  if (!context.onProgress) return;
  const items = noOutcomes();
  for (const { key } of operations) {
    const outcome = outcomes.get(key)?.outcome;
    if (outcome) items[outcome] += 1;
  }
  const settled = outcomes.size;
  context.onProgress({
    ...{ phase, verb, kind, settled, total, ...counts, items },
    changes: changes.counts(),
  });
}
