/** One world from its start to the end that its project wishes for, however many runs that takes. */
import { applyPlan } from '../../src/apply/apply-plan.ts';
import { DiagnosticError } from '../../src/diagnostics/diagnostic.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { createRemote } from '../../src/remote/create-remote.ts';
import { renderApplyReport } from '../../src/report/apply/render-apply-report.ts';
import type { PlanDocument } from '../../src/schema/generated/plan.ts';
import { type ChaosOptions, type ChaosRemote, createChaosRemote } from './chaos-remote.ts';
import { differencesFromWishes } from './differences-from-wishes.ts';
import { findFalseReports } from './find-false-reports.ts';
import { createPatienceMeter } from './patience-meter.ts';
import type { ChaosWorld } from './sample-worlds.ts';

export interface WorldResult {
  /** Null where it never got there. */
  readonly runs: number | null;
  readonly requests: number;
  readonly faults: ReadonlyMap<string, number>;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly false: readonly string[];
  /** The events of all runs, a line each. */
  readonly log: readonly string[];
  /** How each run ended, for whoever looks for the reason. */
  readonly story: readonly string[];
  /** How long the longest run waited for faults, in milliseconds, of `faultWaitMs`. */
  readonly longestMs: number;
  readonly faultWaitMs: number;
}

export interface RunOptions extends ChaosOptions {
  /** Plans once and applies that plan again and again, as a pipeline with a reviewed plan does. */
  readonly savedPlan: boolean;
  readonly maxRuns: number;
  /** Two runs begin at once, each as if it were alone; the next ones come after them. */
  readonly rivals?: boolean;
  /** `--timeout`, in milliseconds. */
  readonly faultWaitMs?: number;
  /** The first run dies at its nth request. */
  readonly killAt?: number;
}

/** The longest that a fault has searches show what was there before. */
const longestStaleMs = 60_000;

/** After this somebody plans anew: what two runs left between them may not be in the plan that was saved. */
const maxSavedRuns = 4;

export async function runWorld(world: ChaosWorld, options: RunOptions): Promise<WorldResult> {
  const remote = createChaosRemote(world, options);
  const saved = options.savedPlan ? planFor(world, remote.truth()) : null;
  const found = { lost: [] as string[], false: [] as string[], story: [] as string[] };
  const log: string[] = [];
  let runs: number | null = null;
  let longestMs = 0;
  const { faultWaitMs = 45_000 } = options;
  for (let run = 1; runs === null && run <= options.maxRuns; run += 1) {
    log.push(`--- run ${run}`);
    const meter = createPatienceMeter(remote.clock);
    const asleepBefore = remote.sleptMs();
    const connection = remote.connect({
      faultWaitMs,
      onEvent: (event) => {
        meter.onEvent(event);
        log.push(JSON.stringify(event));
      },
    });
    if (run === 1 && options.killAt !== undefined) remote.killAt(options.killAt);
    const rivals = run === 1 && options.rivals === true;
    const plan = run <= maxSavedRuns ? saved : null;
    const [end] = await Promise.all([
      runOnce(world, remote, connection, plan),
      ...(rivals ? [runOnce(world, remote, remote.connect(), plan)] : []),
    ]);
    found.story.push(end.story);
    meter.excuse(remote.sleptMs() - asleepBefore);
    // Two at once wait on one clock.
    if (!rivals) longestMs = Math.max(longestMs, meter.waitedMs());
    // What one of two says is true when it says so, and may be overtaken by the other.
    // What they left is seen whole only once search has caught up with both.
    if (rivals) remote.clock.advance(longestStaleMs);
    // Nobody plans from searches that do not show the last run yet.
    remote.clock.advance(options.settings?.searchLagMs ?? 0);
    if (remote.isKilled() || rivals) continue;
    found.lost.push(...end.lost);
    found.false.push(...end.false);
    if (end.isComplete) runs = run;
  }
  const doubled = [
    ...[...remote.created]
      .filter(([, times]) => times > 1)
      .map(([name]) => `${name} created twice`),
    ...twins(remote.truth()),
  ];
  const { faults } = remote;
  return {
    ...{ log, runs, requests: remote.requests(), faults, doubled, longestMs, faultWaitMs },
    ...found,
  };
}

interface RunEnd {
  readonly isComplete: boolean;
  readonly lost: readonly string[];
  readonly false: readonly string[];
  readonly story: string;
}

async function runOnce(
  world: ChaosWorld,
  remote: ChaosRemote,
  connection: ReturnType<ChaosRemote['connect']>,
  saved: PlanDocument | null,
): Promise<RunEnd> {
  const failed = (story: string): RunEnd => ({ isComplete: false, lost: [], false: [], story });
  const writer = createRemote(connection);
  const before = remote.truth();
  try {
    const snapshot = await writer.readSnapshot();
    const plan = saved ?? planFor(world, snapshot);
    if (plan.refusals.length > 0) return failed(`refused: ${JSON.stringify(plan.refusals)}`);
    const result = await applyPlan({
      plan,
      snapshot,
      remote: writer,
      clock: remote.clock,
      parallelism: 4,
    });
    if (result.state !== 'applied') return failed(JSON.stringify(result));
    const { report } = result;
    const truth = remote.truth();
    const text = renderApplyReport(report, { format: 'text', plan, width: 100_000 });
    const lies = findFalseReports({ plan, report, text, before, after: truth }, world);
    const { done } = report.summary;
    const isComplete = done === report.results.length;
    // Exit code 0 says that the account is what the manifests say.
    const left = isComplete
      ? [
          ...differencesFromWishes(world, truth),
          ...planFor(world, truth).changes.map(({ address }) => `${address} is not settled`),
        ]
      : [];
    return {
      isComplete,
      lost: lies.lost,
      false: [...lies.false, ...left],
      story: JSON.stringify(report.results.filter(({ outcome }) => outcome !== 'done')),
    };
  } catch (error) {
    if (error instanceof DiagnosticError) return failed(error.message);
    throw error;
  }
}

export function planFor({ declarations, project }: ChaosWorld, snapshot: Snapshot): PlanDocument {
  const { value, diagnostics } = planChanges({
    project,
    declarations,
    snapshot,
    version: '0.0.0',
  });
  if (value !== null) return value;
  throw new DiagnosticError(diagnostics.filter(({ severity }) => severity === 'error'));
}

function twins({ segments, audiences }: Snapshot): readonly string[] {
  return [segments, audiences].flatMap((rows) => {
    const names = rows.map(({ attributes }) => String(attributes['name']));
    return names
      .filter((name, index) => names.indexOf(name) < index)
      .map((name) => `two of ${name}`);
  });
}
