import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { WriteRequest } from '../../src/model/remote/remote.ts';
import { renderApplyReport } from '../../src/report/apply/render-apply-report.ts';
import { anAudience, aSegment } from '../support/a-world.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { lost, planOf, run, world } from './a-run.ts';

describe('when the time for faults is spent', () => {
  const creates = (count: number) =>
    Array.from({ length: count }, (_, index) => aSegment(`New ${index}`));

  test.each([10, 100, 1000])(
    'a plan of %i whose writes always fail ends as soon',
    async (count) => {
      const remote = world();
      const clock = createFakeClock();
      const plan = planOf(creates(count), remote.snapshot());
      let left = 5000;
      let lastReads = 0;
      const result = await applyPlan({
        ...{ plan, snapshot: remote.snapshot(), clock, parallelism: 4 },
        remote: {
          ...remote,
          write: async () => lost,
          readAll: async (kind) => {
            if (left === 0) lastReads += 1;
            return remote.readAll(kind);
          },
          patience: {
            isSpent: () => left <= 0,
            wait: async (milliseconds) => {
              const granted = Math.min(left, milliseconds);
              left -= granted;
              await clock.sleep(granted);
              return granted > 0;
            },
          },
        },
      });
      if (result.state !== 'applied') throw new Error(result.state);
      const { summary, results } = result.report;
      expect(clock.now()).toBe(5000);
      expect(summary).toMatchObject({ done: 0, failed: 0 });
      expect(summary.unknown).toBeLessThanOrEqual(40);
      expect(results.filter(({ outcome }) => outcome === 'skipped')).toEqual(
        results.filter(({ because }) => because === 'timeout'),
      );
      // After what the budget paid for, one read for all.
      expect(lastReads).toBeLessThanOrEqual(3);
      const text = renderApplyReport(result.report, { format: 'text', plan });
      if (count > 40) expect(text).toMatch(/--timeout/u);
    },
  );

  test('one request that always fails does not stop the others', async () => {
    const remote = world();
    const plan = planOf(
      [...creates(20), ...Array.from({ length: 20 }, (_, n) => anAudience(`B ${n}`, `New ${n}`))],
      remote.snapshot(),
    );
    const isPoison = ({ items }: WriteRequest) => JSON.stringify(items).includes('"New 0"');
    const { report } = await run(remote, plan, {
      writer: (of) => ({
        write: async (request) => (isPoison(request) ? lost : of.write(request)),
      }),
    });
    expect(report.summary).toEqual({ done: 20, failed: 0, skipped: 10, unknown: 10 });
  });
});
