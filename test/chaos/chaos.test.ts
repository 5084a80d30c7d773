/** A short selection of what `npm run chaos` runs at length. */
import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import {
  type ApplyReport,
  type ChangeResult,
  summarizeResults,
} from '../../src/apply/apply-report.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { createRemote } from '../../src/remote/create-remote.ts';
import { renderApplyReport } from '../../src/report/apply/render-apply-report.ts';
import { chaosFaults, failuresOnly, secondSendFaults } from './chaos-faults.ts';
import { createChaosRemote } from './chaos-remote.ts';
import { findFalseReports } from './find-false-reports.ts';
import { largeWorld } from './large-world.ts';
import { runChaos } from './run-chaos.ts';
import { planFor, runWorld } from './run-world.ts';
import { sampleWorlds } from './sample-worlds.ts';

const honest = { lost: [], doubled: [], false: [] };

test('random worlds under random faults: nothing lost, doubled or reported wrongly', async () => {
  const figures = await runChaos({ seed: 7, worlds: 20 });
  expect(figures).toMatchObject({ ...honest, stories: [], worlds: 20 });
  expect([...figures.faults.values()].reduce((sum, each) => sum + each, 0)).toBeGreaterThan(30);
});

test('the same seed tells the same story', async () => {
  const [first, second] = [
    await runChaos({ seed: 5, worlds: 5 }),
    await runChaos({ seed: 5, worlds: 5 }),
  ];
  expect(first).toEqual(second);
});

describe('with a third of all requests failing', () => {
  test.each(Array.from({ length: 6 }, (_, index) => index + 1))(
    'sixty entities take one to three runs, seed %i',
    async (seed) => {
      const faults = failuresOnly(1 / 3);
      const result = await runWorld(largeWorld(), { faults, seed, savedPlan: false, maxRuns: 3 });
      expect(result).toMatchObject(honest);
      expect(result.runs).not.toBeNull();
    },
  );
});

describe('killed at each request in turn, with faults on', () => {
  test.each([0, 1])('the runs after it finish, saved plan: %i', async (saved) => {
    for (const [index, world] of sampleWorlds(11, 2).entries()) {
      const options = { seed: index, savedPlan: saved === 1, maxRuns: 8 };
      const quiet = await runWorld(world, { ...options, faults: [], maxRuns: 1 });
      if (quiet.runs === null) continue;
      for (let killAt = 1; killAt <= quiet.requests; killAt += 1) {
        const faults = chaosFaults(0.25);
        const result = await runWorld(world, { ...options, faults, killAt });
        expect(result).toMatchObject(honest);
        expect(result.runs).not.toBeNull();
      }
    }
  });
});

describe('with writes lost at their first sending, troubled at their second, and not seen for', () => {
  const lags = [0, 10_000, 60_000];
  test.each(lags.flatMap((lag) => [1, 2].map((seed) => [lag, seed] as const)))(
    '%i ms, nothing that is live is called failed or skipped (seed %i)',
    async (searchLagMs, seed) => {
      const result = await runWorld(largeWorld(), {
        ...{ faults: secondSendFaults(), seed, settings: { searchLagMs } },
        ...{ savedPlan: false, maxRuns: 12 },
      });
      expect(result).toMatchObject(honest);
      expect(result.runs).not.toBeNull();
    },
  );
});

describe('what judges the reports', () => {
  test('finds what is told wrongly, as data and as text', async () => {
    const world = largeWorld();
    const plan = planFor(world, world.snapshot);
    const remote = createChaosRemote(world, { faults: [], seed: 1 });
    const options = { plan, snapshot: world.snapshot, remote: createRemote(remote.connect()) };
    const result = await applyPlan({ ...options, clock: remote.clock, parallelism: 4 });
    if (result.state !== 'applied') throw new Error(result.state);
    const { report } = result;
    const textOf = (of: ApplyReport) =>
      renderApplyReport(of, { format: 'text', plan, width: 9999 });
    const [before, after] = [world.snapshot, remote.truth()];
    const judge = (of: ApplyReport, text: string, now: Snapshot) =>
      findFalseReports({ plan, report: of, text, before, after: now }, world);
    const count = plan.changes.length;
    expect(judge(report, textOf(report), after)).toEqual({ lost: [], false: [] });
    // All is told to be done, and nothing is.
    expect(judge(report, '', before).lost).toHaveLength(count);
    const empty = { ...report, results: [] };
    expect(judge(empty, textOf(report), before).lost).toHaveLength(1);
    const error = { code: 'api-refused', detail: null, traceId: null };
    for (const outcome of ['failed', 'skipped'] as const) {
      const denied = report.results.map(
        ({ address, action, id, source }): ChangeResult => ({
          ...{ address, action, id, source },
          ...(outcome === 'failed' ? { outcome, error } : { outcome, because: 'interrupted' }),
        }),
      );
      const wrong = summarizeResults(denied);
      expect(judge(wrong, '', after).false).toHaveLength(count);
      // The text alone names five of what was skipped, and says that nothing was changed.
      expect(judge(empty, textOf(wrong), after).false.length).toBeGreaterThan(5);
    }
  });
});
