/** Carries out a plan through a writer, and reports what became of every change. */
import { invariant } from '../diagnostics/diagnostic.ts';
import type { Kind } from '../model/entity.ts';
import { groupBy } from '../model/group-by.ts';
import type { ChangeError } from '../model/outcome.ts';
import type { Snapshot } from '../model/remote/snapshot.ts';
import { changeKey } from '../plan/change/change-key.ts';
import { indexSnapshot, type RemoteIndex } from '../plan/match/index-snapshot.ts';
import { deriveOperations } from '../plan/order/derive-operations.ts';
import { findMakers } from '../plan/order/find-makers.ts';
import type { Operation } from '../plan/order/operation.ts';
import { needsSync } from '../plan/people/planned-sync.ts';
import { changeAddress } from '../plan/planned-change.ts';
import {
  assessChanges,
  type DoneChanges,
  findMade,
  type Standing,
} from '../plan/saved/assess-changes.ts';
import { platformNamed } from '../platforms/platform-named.ts';
import type { PlanDocument, PlannedChange, Refusal } from '../schema/generated/plan.ts';
import { type ApplyReport, type StaleChange, summarizeResults } from './apply-report.ts';
import type { ApplyContext } from './create-run.ts';
import type { OperationOutcome } from './operation-outcome.ts';
import { listEndpoints, proveEndpoints } from './prove-endpoints.ts';
import { resultOf } from './result-of-change.ts';
import { runOperations } from './run-operations.ts';

/** What has become of a plan until now, for a run that is stopped at once: what is in flight is unknown. */
export type ReportNow = (why: ChangeError) => ApplyReport;

export interface ApplyInput extends ApplyContext {
  /** Called before anything is sent. */
  readonly onStart?: (reportNow: ReportNow) => void;
  readonly plan: PlanDocument;
  /** What is remote now: the plan is checked against it before anything is sent. */
  readonly snapshot: Snapshot;
  /**
   * Asked before anything is sent, with the changes and moves that are still to be carried out, and with
   * those that are done already: a list of theirs may still be filled, and names lead to what they made.
   * @returns why they may not be carried out; none where they may.
   */
  readonly object?: (
    pending: readonly PlannedChange[],
    done: DoneChanges,
  ) => Promise<readonly Refusal[]>;
}

export type ApplyResult =
  | { readonly state: 'applied'; readonly report: ApplyReport }
  /** Nothing was sent: these changes were planned from what is no longer there. */
  | { readonly state: 'stale'; readonly changes: readonly StaleChange[] }
  /** Nothing was sent, for these reasons. */
  | { readonly state: 'refused'; readonly refusals: readonly Refusal[] };

export async function applyPlan(input: ApplyInput): Promise<ApplyResult> {
  const { plan, snapshot } = input;
  const platform = platformNamed(plan.project.platform);
  const scopeId = plan.project[platform.scope.attribute];
  invariant(scopeId !== undefined, 'a plan without its account or advertiser');
  const index = indexSnapshot(platform, scopeId, snapshot);
  const all = [...plan.changes, ...plan.moves];
  const standings = new Map<PlannedChange, Standing>();
  assessChanges(all, index).forEach((standing, position) => {
    const change = all[position];
    if (change) standings.set(change, standing);
  });
  const stale = all.flatMap((change) => staleChange(change, standings.get(change)));
  if (stale.length > 0) return { state: 'stale', changes: stale };

  const isPending = (change: PlannedChange) => standings.get(change)?.state === 'pending';
  const done = findDone(standings);
  const refusals = (await input.object?.(all.filter(isPending), done)) ?? [];
  if (refusals.length > 0) return { state: 'refused', refusals };
  const operations = deriveOperations(
    plan.changes.filter(isPending),
    plan.moves.filter(isPending),
    index,
    findUnsynced(done),
    findMakers(all, platform),
  );
  const endpoints = listEndpoints(operations);
  const closed = await proveEndpoints(endpoints, input.remote, plan.project);
  if (closed.length > 0) return { state: 'refused', refusals: closed };
  const byAddress = groupBy<Operation, string>(operations, ({ address }) => address);
  const report = (outcomes: ReadonlyMap<string, OperationOutcome>) => {
    const resultsOf = (changes: readonly PlannedChange[]) =>
      changes.map((change) =>
        resultOf(change, standings.get(change), byAddress.get(change.address) ?? [], outcomes),
      );
    const moves = resultsOf(plan.moves);
    const failedMoves = moves.filter(({ outcome }) => outcome !== 'done');
    const doneMoves = moves.filter(({ outcome }) => outcome === 'done');
    return summarizeResults([...resultsOf(plan.changes), ...failedMoves], doneMoves);
  };
  const outcomes = await runOperations(operations, findKnownIds(all, index), {
    ...input,
    platform,
    scopeId,
    moves: new Set(plan.moves.map(changeKey)),
    provesFirst: endpoints.length > 1 && input.remote.proveWrite !== undefined,
    onStart: (outcomesNow) => input.onStart?.((why) => report(outcomesNow(why))),
  });
  return { state: 'applied', report: report(outcomes) };
}

/** The changes that an earlier run has carried out, with the entity that each made or changed. */
function findDone(standings: ReadonlyMap<PlannedChange, Standing>): DoneChanges {
  return new Map(
    [...standings].flatMap(([change, standing]) =>
      standing.state === 'done' ? [[change, standing.id] as const] : [],
    ),
  );
}

/** Changes that are done except for the members of their lists, which the lists' ledgers know. */
function findUnsynced(done: DoneChanges): DoneChanges {
  return new Map([...done].filter(([{ members }]) => needsSync(members)));
}

/** IDs of the plan's new segments that an earlier run has created already, by the change that does. */
function findKnownIds(changes: readonly PlannedChange[], index: RemoteIndex): Map<string, string> {
  const idOf = findMade(changes, index);
  return new Map(
    changes.flatMap((change) => {
      const isMaker = change.action === 'create' || change.action === 'replace';
      const id = isMaker && kindOf(change) === 'segment' ? idOf(change) : null;
      return id === null ? [] : [[changeKey(change), id] as const];
    }),
  );
}

function kindOf(change: PlannedChange): Kind {
  return changeAddress(change).kind;
}

function staleChange(
  change: PlannedChange,
  standing: Standing | undefined,
): readonly StaleChange[] {
  if (standing?.state !== 'stale') return [];
  return [{ address: change.address, reason: standing.reason, updatedAt: standing.updatedAt }];
}
