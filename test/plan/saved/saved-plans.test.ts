/**
 * A saved plan beside its manifests: the honest one is applied, and taken up again wherever a run was
 * cut off; a forged one sends nothing that the honest one would not send.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Declaration } from '../../../src/model/declaration.ts';
import { isJsonObject } from '../../../src/model/text/json.ts';
import { planChecksum } from '../../../src/plan/document/plan-checksum.ts';
import { readPlan } from '../../../src/plan/document/read-plan.ts';
import { apply } from '../../../src/reconciler/apply.ts';
import type { Loaded } from '../../../src/reconciler/load.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import { renderPlan } from '../../../src/report/plan/render-plan.ts';
import type { PlanDocument, PlannedChange } from '../../../src/schema/generated/plan.ts';
import { aProject } from '../../support/a-world.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryRemote, Killed, type MemoryRemote } from '../../support/memory-remote.ts';
import { type World, worlds } from '../../support/random-world.ts';
import { stride } from '../../support/stride.ts';

const loadedOf = (declarations: readonly Declaration[]): Loaded => ({
  project: aProject(),
  declarations,
});

/** The plan of a world that can be had; null for one that cannot. */
function honestPlan({ declarations, snapshot }: World): PlanDocument | null {
  const { value } = plan(loadedOf(declarations), snapshot);
  return value !== null && value.refusals.length === 0 ? value : null;
}

function applyBeside(
  planned: PlanDocument,
  declarations: readonly Declaration[],
  remote: MemoryRemote,
) {
  const beside = { loaded: loadedOf(declarations) };
  return apply(planned, remote, { beside, clock: createFakeClock() });
}

/** What was written, with names in the place of IDs that this run gave. */
function written(remote: MemoryRemote, before: World['snapshot']): readonly string[] {
  const known = new Set([...before.segments, ...before.audiences].map(({ id }) => id));
  const now = remote.snapshot();
  const names = new Map(
    [...now.segments, ...now.audiences].map((row) => [row.id, String(row.attributes['name'])]),
  );
  const nameIds = (text: string) =>
    text.replaceAll(/"(\d{4,})"/gu, (quoted, id) =>
      known.has(id) ? quoted : `"the ID of ${names.get(id) ?? 'what is gone'}"`,
    );
  return remote.requests.flatMap(({ kind, verb, items }) =>
    items.map((item) => `${kind} ${verb} ${nameIds(JSON.stringify(item))}`),
  );
}

describe('an honest plan', () => {
  test('is read back as it was saved, and applied beside its manifests', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const planned = honestPlan(world);
        fc.pre(planned !== null);
        const { value, diagnostics } = readPlan(JSON.stringify(planned), 'plan.json');
        expect(diagnostics).toEqual([]);
        const remote = createMemoryRemote(world.snapshot);
        const result = await applyBeside(value ?? fail(), world.declarations, remote);
        expect(result).toMatchObject({ state: 'applied', report: { summary: { failed: 0 } } });
        expect(plan(loadedOf(world.declarations), remote.snapshot()).value?.changes).toEqual([]);
      }),
      { numRuns: 50 / stride(2) },
    );
  });

  test('is taken up again wherever a run was cut off', async () => {
    await fc.assert(
      fc.asyncProperty(
        worlds,
        fc.constantFrom<'before' | 'after'>('before', 'after'),
        async (world, when) => {
          const planned = honestPlan(world);
          fc.pre(planned !== null);
          const whole = createMemoryRemote(world.snapshot);
          await applyBeside(planned, world.declarations, whole);
          for (let nth = 1; nth <= whole.requests.length; nth += 1) {
            const remote = createMemoryRemote(world.snapshot);
            remote.killAt(nth, when);
            const cut = applyBeside(planned, world.declarations, remote);
            await expect(cut).rejects.toThrow(Killed);
            expect(danglingIn(remote.snapshot())).toEqual([]);
            const again = createMemoryRemote(remote.snapshot());
            const result = await applyBeside(planned, world.declarations, again);
            expect(result).toMatchObject({ state: 'applied', report: { summary: { failed: 0 } } });
            const settled = plan(loadedOf(world.declarations), again.snapshot());
            expect(settled.value?.changes).toEqual([]);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('what is sent', () => {
  test('stands in the plan, in what is shown of it, and in the report', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const planned = honestPlan(world);
        fc.pre(planned !== null && planned.changes.length > 0);
        const remote = createMemoryRemote(world.snapshot);
        const result = await applyBeside(planned, world.declarations, remote);
        if (result.state !== 'applied') throw new Error(result.state);
        const { results, moves } = result.report;
        const told = [...results, ...moves].map(({ address }) => address);
        const formats = (['text', 'markdown', 'html'] as const).map((format) =>
          renderPlan(planned, { format }),
        );
        for (const address of touched(remote, world.snapshot)) {
          const change = [...planned.changes, ...planned.moves].find(
            (each) => each.address === address || namesOf(each).includes(nameIn(address)),
          );
          expect([address, change?.address]).toEqual([address, expect.any(String)]);
          expect(told).toContain(change?.address);
          const name = nameIn(change?.address ?? '');
          const isMove = planned.moves.some((move) => move.address === change?.address);
          // Other characters are written in the way of each format, for its own tests to judge.
          if (!/^[\w ]+$/u.test(name)) continue;
          for (const text of formats) {
            const [, moved = ''] = text.split('Audiences that move to a new segment');
            expect(isMove ? moved : text).toContain(name);
          }
        }
      }),
      { numRuns: 30 / stride(2) },
    );
  });
});

/** IDs in the algebra of an audience that no segment has. */
function danglingIn({ segments, audiences }: World['snapshot']): readonly string[] {
  const known = new Set(segments.map(({ id }) => id));
  const used = audiences.flatMap(({ attributes }) => [
    ...JSON.stringify(attributes['algebra']).matchAll(/"audienceSegmentId":"(\d+)"/gu),
  ]);
  expect(used.length).toBeGreaterThanOrEqual(audiences.length);
  return used.flatMap(([, id = '']) => (known.has(id) ? [] : [id]));
}

/** The address of each entity that a request was about, by its name before, or else afterwards. */
function touched(remote: MemoryRemote, before: World['snapshot']): ReadonlySet<string> {
  const rows = (at: World['snapshot']) =>
    [...at.segments, ...at.audiences].map(
      (row) => [row.id, String(row.attributes['name'])] as const,
    );
  const names = new Map([...rows(remote.snapshot()), ...rows(before)]);
  const found = remote.requests.flatMap(({ kind, items }) =>
    items.map(({ id, attributes }) => {
      const own = isJsonObject(attributes) ? attributes['name'] : undefined;
      const name = (typeof id === 'string' ? names.get(id) : null) ?? own;
      return `${kind}/${name}`;
    }),
  );
  // A successor has this name until its predecessor is gone; the replacement is told by its own.
  return new Set(found.filter((address) => !address.includes('/audiencectl new ')));
}

function namesOf({ before, after }: PlannedChange): readonly unknown[] {
  return [before?.['name'], after?.['name']];
}

function nameIn(address: string): string {
  return address.slice(address.indexOf('/') + 1);
}

/** One thing done to a plan by who can write the file. */
type Forgery = (planned: PlanDocument, at: number) => PlanDocument;

const changed = (planned: PlanDocument, at: number, alter: (change: PlannedChange) => unknown) => {
  const copy = structuredClone(planned);
  const change = copy.changes[at % Math.max(1, copy.changes.length)];
  if (change) alter(change);
  return copy;
};

const forgeries: Readonly<Record<string, Forgery>> = {
  'a change is hidden among the moves': (planned, at) => {
    const copy = structuredClone(planned);
    copy.moves.push(...copy.changes.splice(at % Math.max(1, copy.changes.length), 1));
    return copy;
  },
  'a change is left out': (planned, at) => {
    const copy = structuredClone(planned);
    copy.changes.splice(at % Math.max(1, copy.changes.length), 1);
    return copy;
  },
  'a change stands there twice': (planned, at) => {
    const copy = structuredClone(planned);
    copy.changes.push(...copy.changes.slice(at % Math.max(1, copy.changes.length), 1));
    return copy;
  },
  'another entity is deleted': (planned, at) =>
    changed(planned, at, (change) => {
      Object.assign(change, { action: 'delete', after: null, paths: [] });
      change.segmentIds.after = {};
    }),
  'a name leads to another segment': (planned, at) =>
    changed(planned, at, ({ segmentIds }) => {
      for (const name of Object.keys(segmentIds.after))
        segmentIds.after[name] = String((at % 5) + 1);
    }),
  'another ID is acted on': (planned, at) =>
    changed(planned, at, (change) => {
      if (change.id !== null) change.id = String((at % 7) + 1);
    }),
  'another text is written': (planned, at) =>
    changed(planned, at, ({ after, paths }) => {
      if (after) Object.assign(after, { description: 'forged' });
      paths.push('description');
    }),
  'another retailer is written': (planned, at) =>
    changed(planned, at, ({ after }) => after && Object.assign(after, { retailerId: '99' })),
  'an update becomes a replacement': (planned, at) =>
    changed(planned, at, (change) => {
      if (change.action === 'update') Object.assign(change, { action: 'replace', paths: [] });
    }),
};

describe('a forged plan', () => {
  test.each(Object.entries(forgeries))('in which %s', async (_, forge) => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(worlds, worlds, fc.nat(20), async (world, other, at) => {
        const honest = honestPlan(world);
        fc.pre(honest !== null && honest.changes.length > 0);
        const asked = createMemoryRemote(world.snapshot);
        await applyBeside(honest, world.declarations, asked);
        // Of this project, or of manifests that are not the ones beside it.
        const foreign = { snapshot: world.snapshot, declarations: other.declarations };
        for (const planned of [honest, honestPlan(foreign) ?? honest]) {
          const forged = forge(planned, at);
          const count = (action: string) =>
            forged.changes.filter((change) => change.action === action).length;
          for (const action of ['create', 'update', 'replace', 'delete'] as const)
            forged.summary[action] = count(action);
          forged.checksum = planChecksum(forged);
          const remote = createMemoryRemote(world.snapshot);
          const result = await applyBeside(forged, world.declarations, remote);
          if (result.state !== 'applied') refused += 1;
          const allowed = written(asked, world.snapshot);
          for (const item of written(remote, world.snapshot)) expect(allowed).toContain(item);
          if (result.state !== 'applied') expect(remote.requests).toEqual([]);
        }
      }),
      { numRuns: 30 / stride(2) },
    );
    expect(refused).toBeGreaterThan(1);
  });
});

function fail(): never {
  throw new Error('no plan');
}
