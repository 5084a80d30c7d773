import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { aProject } from '../support/a-world.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryRemote, Killed, type MemoryRemote } from '../support/memory-remote.ts';
import { worlds } from '../support/random-world.ts';

function plan(declarations: readonly Declaration[], snapshot: Snapshot) {
  const { value, diagnostics } = planChanges({
    project: aProject(),
    declarations,
    snapshot,
    version: '0.0.0',
  });
  return { plan: value, errors: diagnostics.filter(({ severity }) => severity === 'error') };
}

async function planAndApply(declarations: readonly Declaration[], remote: MemoryRemote) {
  const made = plan(declarations, remote.snapshot());
  expect(made.errors).toEqual([]);
  if (made.plan === null) throw new Error('no plan');
  expect(made.plan.refusals).toEqual([]);
  const result = await applyPlan({
    plan: made.plan,
    snapshot: remote.snapshot(),
    remote,
    clock: createFakeClock(),
    parallelism: 4,
  });
  if (result.state !== 'applied') throw new Error(JSON.stringify(result));
  return result.report;
}

function namesIn({ segments, audiences }: Snapshot): readonly string[] {
  return [...segments, ...audiences].map(({ attributes }) => String(attributes['name']));
}

/** Worlds that can be had: most random wishes can, and those that cannot are refused, not half done. */
function isFeasible(declarations: readonly Declaration[], snapshot: Snapshot): boolean {
  const made = plan(declarations, snapshot);
  return made.plan !== null && made.plan.refusals.length === 0;
}

describe('in any world that can be had', () => {
  test('apply converges in one run, and the second plan is empty', async () => {
    let feasible = 0;
    await fc.assert(
      fc.asyncProperty(worlds, async ({ declarations, snapshot }) => {
        fc.pre(isFeasible(declarations, snapshot));
        feasible += 1;
        const remote = createMemoryRemote(snapshot);
        const report = await planAndApply(declarations, remote);
        expect(report.results.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
        const second = plan(declarations, remote.snapshot());
        expect(second.errors).toEqual([]);
        expect(second.plan?.changes).toEqual([]);
        const undeclared = [...snapshot.segments, ...snapshot.audiences].filter(
          ({ attributes }) =>
            !declarations.some(
              ({ name, renamedFrom = [], id }) =>
                name === attributes['name'] ||
                renamedFrom.includes(String(attributes['name'])) ||
                id !== undefined,
            ),
        );
        const after = [...remote.snapshot().segments, ...remote.snapshot().audiences];
        for (const row of undeclared) expect(after).toContainEqual(row);
      }),
      { numRuns: 120 },
    );
    expect(feasible).toBeGreaterThan(60);
  });

  test('a run that is killed at any request is finished by the next, and leaves no temporary name', async () => {
    await fc.assert(
      fc.asyncProperty(
        worlds,
        fc.constantFrom<'before' | 'after'>('before', 'after'),
        async ({ declarations, snapshot }, when) => {
          fc.pre(isFeasible(declarations, snapshot));
          const whole = createMemoryRemote(snapshot);
          await planAndApply(declarations, whole);
          for (let nth = 1; nth <= whole.requests.length; nth += 1) {
            const remote = createMemoryRemote(snapshot);
            remote.killAt(nth, when);
            await expect(planAndApply(declarations, remote)).rejects.toThrow(Killed);
            const again = createMemoryRemote(remote.snapshot());
            const report = await planAndApply(declarations, again);
            expect(report.results.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
            const names = namesIn(again.snapshot());
            expect(names.filter((name) => name.startsWith('audiencectl '))).toEqual([]);
            expect(
              new Set(again.snapshot().segments.map(({ attributes }) => attributes['name'])).size,
            ).toBe(again.snapshot().segments.length);
            expect(plan(declarations, again.snapshot()).plan?.changes).toEqual([]);
            expect([...namesIn(again.snapshot())].sort()).toEqual(
              [...namesIn(whole.snapshot())].sort(),
            );
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
