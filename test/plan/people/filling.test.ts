/** Contact lists that are filled by the way, in worlds of every kind. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyPlan } from '../../../src/apply/apply-plan.ts';
import type { ContactLists } from '../../../src/apply/contact-lists.ts';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { WriteRequest } from '../../../src/model/remote/remote.ts';
import { isJsonObject } from '../../../src/model/text/json.ts';
import { compareWithRemote } from '../../../src/plan/compare-with-remote.ts';
import { findContactLists } from '../../../src/plan/people/find-contact-lists.ts';
import type { PlannedSync, PlannedSyncs } from '../../../src/plan/people/planned-sync.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import type { PlannedMembers } from '../../../src/schema/generated/plan.ts';
import { aProject } from '../../support/a-world.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryRemote, Killed, type MemoryRemote } from '../../support/memory-remote.ts';
import { worlds } from '../../support/random-world.ts';

const project = aProject();

/** What is planned of lists that nobody has filled, and whose sources hold three people each. */
function syncsOf(
  declarations: readonly Declaration[],
  remote: MemoryRemote,
  filled: ReadonlySet<string>,
): PlannedSyncs {
  const lists = findContactLists(
    compareWithRemote({ project, declarations, snapshot: remote.snapshot() }),
  );
  return new Map(
    lists.map(({ declaration, id }): [Declaration, PlannedSync] => {
      const state = id !== null && filled.has(id) ? 'unchanged' : 'first-upload';
      const adds = state === 'unchanged' ? 0 : 3;
      const how = { mode: 'mirror', identifierType: 'Email', column: null } as const;
      const form = { format: 'plain', send: 'hashed' } as const;
      const counts = { adds, removes: 0, held: 0, total: 3, invalid: 0, requests: adds / 3 };
      const members: PlannedMembers = { state, ...how, ...form, ...counts, consents: [] };
      return [declaration, { members, refusals: [], missing: null }];
    }),
  );
}

function plan(declarations: readonly Declaration[], remote: MemoryRemote, filled: Set<string>) {
  const syncs = syncsOf(declarations, remote, filled);
  const snapshot = remote.snapshot();
  return planChanges({ project, declarations, snapshot, version: '0', options: { syncs } }).value;
}

interface Outside {
  readonly filled: Set<string>;
  /** Dies at the nth filling from now; never with 0. */
  killAt: number;
  /** How often lists were filled. */
  fillings: number;
}

async function planAndApply(
  declarations: readonly Declaration[],
  remote: MemoryRemote,
  outside: Outside,
) {
  const made = plan(declarations, remote, outside.filled);
  if (made === null) throw new Error('no plan');
  const toFill = new Set<string>();
  const lists: ContactLists = {
    begin: async (id) => {
      toFill.add(id);
      return null;
    },
    sync: async ({ id }) => {
      outside.fillings += 1;
      if (outside.fillings === outside.killAt) throw new Killed();
      expect(remote.snapshot().segments.map((row) => row.id)).toContain(id);
      outside.filled.add(id);
      return { outcome: 'done', members: { added: 3, removed: 0, requests: 1 } };
    },
  };
  const write = (request: WriteRequest) => {
    if (request.kind === 'audience' && request.verb !== 'delete') {
      // New lists are filled before an audience refers to them.
      const used = request.items.flatMap(segmentIdsIn).filter((id) => toFill.has(id));
      expect(used.filter((id) => !outside.filled.has(id))).toEqual([]);
    }
    return remote.write(request);
  };
  const result = await applyPlan({
    ...{ plan: made, snapshot: remote.snapshot(), remote: { ...remote, write } },
    ...{ clock: createFakeClock(), parallelism: 2, lists },
  });
  if (result.state !== 'applied') throw new Error(JSON.stringify(result));
  return result.report;
}

function segmentIdsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(segmentIdsIn);
  if (!isJsonObject(value)) return [];
  const { audienceSegmentId: id } = value;
  return typeof id === 'string' ? [id] : Object.values(value).flatMap(segmentIdsIn);
}

const anOutside = (killAt = 0): Outside => ({ filled: new Set(), killAt, fillings: 0 });

describe('in any world that can be had', () => {
  test('every list is filled once, before a new use of it; killed anywhere, the next run goes on', async () => {
    let fillings = 0;
    await fc.assert(
      fc.asyncProperty(worlds, async ({ declarations, snapshot }) => {
        const start = createMemoryRemote(snapshot);
        const first = plan(declarations, start, new Set());
        fc.pre(first !== null && first.refusals.length === 0);
        const whole = createMemoryRemote(snapshot);
        const done = anOutside();
        const report = await planAndApply(declarations, whole, done);
        expect(report.results.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
        expect(plan(declarations, whole, done.filled)?.changes).toEqual([]);
        fillings += done.fillings;
        for (let nth = 1; nth <= done.fillings; nth += 1) {
          const remote = createMemoryRemote(snapshot);
          const outside = anOutside(nth);
          await expect(planAndApply(declarations, remote, outside)).rejects.toThrow(Killed);
          const again = await planAndApply(declarations, remote, outside);
          expect(again.results.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
          // The one that died was begun twice, and every other list was filled once.
          expect(outside.fillings).toBe(done.fillings + 1);
          expect(plan(declarations, remote, outside.filled)?.changes).toEqual([]);
        }
      }),
      { numRuns: 30 },
    );
    expect(fillings).toBeGreaterThan(20);
  });

  test('a saved plan that was killed is taken up again, members and all', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async ({ declarations, snapshot }) => {
        const remote = createMemoryRemote(snapshot);
        const saved = plan(declarations, remote, new Set());
        fc.pre(saved !== null && saved.refusals.length === 0);
        if (saved === null) return;
        const filled = new Set<string>();
        const sync: ContactLists['sync'] = async ({ id }) => {
          filled.add(id);
          return { outcome: 'done', members: { added: 3, removed: 0, requests: 1 } };
        };
        const lists: ContactLists = { begin: async () => null, sync };
        const run = (writer: MemoryRemote) =>
          applyPlan({
            ...{ plan: saved, snapshot: writer.snapshot(), remote: writer, lists },
            ...{ clock: createFakeClock(), parallelism: 2 },
          });
        remote.killAt(1, 'after');
        await run(remote).catch(() => {});
        const again = createMemoryRemote(remote.snapshot());
        const result = await run(again);
        if (result.state !== 'applied') throw new Error(JSON.stringify(result));
        expect(result.report.results.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
        expect(plan(declarations, again, filled)?.changes).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
