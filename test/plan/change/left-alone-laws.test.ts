import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Snapshot } from '../../../src/model/remote/snapshot.ts';
import type { JsonValue } from '../../../src/model/text/json.ts';
import { isJsonObject } from '../../../src/model/text/json.ts';
import { readPlan } from '../../../src/plan/document/read-plan.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import { apply } from '../../../src/reconciler/apply.ts';
import type { PlanDocument, PlannedChange } from '../../../src/schema/generated/plan.ts';
import { aProject } from '../../support/a-world.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryRemote, Killed, type MemoryRemote } from '../../support/memory-remote.ts';
import {
  fromAlgebra,
  holdsSamePeople,
  type LeftWorld,
  leftWorlds,
  type Sides,
  type Tree,
  type WorldAudience,
} from './left-alone-worlds.ts';

function planOf({ declarations, options, project }: LeftWorld, snapshot: Snapshot) {
  const { value } = planChanges({
    project: aProject(project),
    declarations,
    snapshot,
    version: '0',
    options,
  });
  return value;
}

/** Null where there is nothing to apply: no sound plan, or a refused one. */
function applicable(world: LeftWorld, snapshot = world.snapshot): PlanDocument | null {
  const plan = planOf(world, snapshot);
  return plan === null || plan.refusals.length > 0 ? null : plan;
}

/** As a plan from a file, held against the manifests beside it. */
async function carryOut(world: LeftWorld, plan: PlanDocument, remote: MemoryRemote): Promise<void> {
  const { declarations, options, project } = world;
  const saved = readPlan(JSON.stringify(plan), 'plan.json').value;
  if (saved === null) throw new Error('the plan is not as plan saves it');
  const base = options.base === undefined ? {} : { base: options.base };
  const consents = plan.consents;
  const beside = { loaded: { project: aProject(project), declarations }, consents, ...base };
  const result = await apply(saved, remote, { beside, clock: createFakeClock() });
  if (result.state !== 'applied') throw new Error(JSON.stringify(result));
  expect(result.report.results.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
}

/** Whether it keeps its remote value: told by what git and the base say, and by nothing of the planner. */
function isLeft<Value>(
  { git, base, remote }: Sides<Value>,
  isIgnored: boolean,
  { options }: LeftWorld,
  isSame: (a: Value, b: Value) => boolean,
): boolean {
  return isIgnored || (options.drift === 'leave' && isSame(git, base) && !isSame(git, remote));
}

const sameText = (a: string, b: string) => a === b;

/** The number of the segment behind an ID, a replaced one and its successor being one. */
function createNumbers({ segments }: LeftWorld, snapshot: Snapshot): (id: string) => number | null {
  return (id) => {
    const old = segments.findIndex((each) => each.id === id);
    if (old >= 0) return old;
    const name = snapshot.segments.find((row) => row.id === id)?.attributes['name'];
    const found = segments.findIndex(
      (each) => each.name === name && (each.fate === 'replaced' || each.fate === 'new'),
    );
    return found >= 0 ? found : null;
  };
}

function treeIn(row: Snapshot['audiences'][number], numberOf: (id: string) => number | null) {
  const { algebra } = row.attributes;
  return fromAlgebra(isJsonObject(algebra) ? algebra : undefined, (node) => {
    const id = isJsonObject(node) ? node['audienceSegmentId'] : undefined;
    return typeof id === 'string' ? numberOf(id) : null;
  });
}

function expectLeftAlone(world: LeftWorld, end: Snapshot): void {
  const { segments, audiences } = world;
  const numberOf = createNumbers(world, end);
  const sameTree = (a: Tree, b: Tree) => holdsSamePeople(a, b, segments.length);
  for (const { id, fate, name, description, ignored } of segments) {
    if (fate === 'absent' || fate === 'undeclared') continue;
    const row = end.segments.find(({ attributes }) => attributes['name'] === name);
    const left = isLeft(description, ignored.includes('description'), world, sameText);
    expect([name, row?.attributes['description']]).toEqual([
      name,
      left && id !== null ? description.remote : description.git,
    ]);
  }
  for (const audience of audiences) {
    const { id, fate, description, algebra, ignored } = audience;
    const row = end.audiences.find((each) => each.id === id);
    if (fate === 'absent') {
      expect(row).toBeUndefined();
      continue;
    }
    if (row === undefined) throw new Error(`audience ${id} is gone`);
    const tree = treeIn(row, numberOf);
    const isDeclared = fate !== 'undeclared';
    const leavesTree = isLeft(algebra, ignored.includes('algebra'), world, sameTree);
    const leavesWords = isLeft(description, ignored.includes('description'), world, sameText);
    if (!isDeclared || leavesTree) expect(tree).toEqual(algebra.remote);
    else expect(tree !== null && sameTree(tree, algebra.git)).toBe(true);
    expect(row.attributes['description']).toBe(
      !isDeclared || leavesWords ? description.remote : description.git,
    );
  }
}

/** The tree of one side of a planned change, by what the document alone says. */
function sideOf(world: LeftWorld, change: PlannedChange, side: 'before' | 'after'): Tree | null {
  const described = change[side];
  if (!isJsonObject(described)) return null;
  const numberOf = createNumbers(world, world.snapshot);
  const algebra: JsonValue | undefined = described['algebra'];
  return fromAlgebra(algebra, (node) => {
    if (typeof node !== 'string') {
      const id = isJsonObject(node) ? node['segmentId'] : undefined;
      return typeof id === 'string' ? numberOf(id) : null;
    }
    const id = change.segmentIds[side][node];
    if (typeof id === 'string') return numberOf(id);
    // Not known yet: what this plan creates under that name.
    const made = world.segments.findIndex(
      ({ name, fate }) => name === node && (fate === 'replaced' || fate === 'new'),
    );
    return made >= 0 ? made : null;
  });
}

function expectMovesToMoveOnly(world: LeftWorld, plan: PlanDocument): void {
  for (const move of plan.moves) {
    const { algebra } = audienceOf(world, move.id);
    expect([move.address, sideOf(world, move, 'before')]).toEqual([move.address, algebra.remote]);
    expect([move.address, sideOf(world, move, 'after')]).toEqual([move.address, algebra.remote]);
    expect(move.paths).toEqual(['algebra']);
    const { before, after } = move.segmentIds;
    for (const [name, id] of Object.entries(after)) {
      if (id === before[name]) continue;
      const replaced = world.segments.find((each) => each.name === name);
      expect(replaced).toMatchObject({ fate: 'replaced', id: before[name] });
    }
  }
}

function audienceOf({ audiences }: LeftWorld, id: string | null): WorldAudience {
  const found = audiences.find((each) => each.id === id);
  if (!found) throw new Error(`no audience ${id}`);
  return found;
}

function expectFreedToBeSame(world: LeftWorld, plan: PlanDocument): number {
  const freed = plan.changes.filter(({ reasons }) =>
    reasons.some(({ code }) => code === 'reference-freed'),
  );
  for (const change of freed) {
    const { algebra, ignored } = audienceOf(world, change.id);
    const after = sideOf(world, change, 'after');
    expect(after !== null && holdsSamePeople(after, algebra.remote, world.segments.length)).toBe(
      true,
    );
    expect(ignored).not.toContain('algebra');
  }
  return freed.length;
}

describe('in any world', () => {
  test('what is left alone stays but for the IDs of replaced segments', async () => {
    const seen = { applied: 0, moves: 0, freed: 0, left: 0 };
    await fc.assert(
      fc.asyncProperty(leftWorlds, async (world) => {
        const plan = applicable(world);
        fc.pre(plan !== null);
        if (plan === null) return;
        seen.applied += 1;
        seen.moves += plan.moves.length;
        seen.left += plan.leftAlone.length;
        expectMovesToMoveOnly(world, plan);
        seen.freed += expectFreedToBeSame(world, plan);
        const remote = createMemoryRemote(world.snapshot);
        await carryOut(world, plan, remote);
        expectLeftAlone(world, remote.snapshot());
        const second = planOf(world, remote.snapshot());
        expect([second?.changes, second?.moves]).toEqual([[], []]);
      }),
      { numRuns: 150 },
    );
    expect(seen.applied).toBeGreaterThan(40);
    expect(Math.min(seen.moves, seen.freed, seen.left)).toBeGreaterThan(0);
  });

  test('a deletion of what only such an algebra names is refused', () => {
    let refused = 0;
    fc.assert(
      fc.property(leftWorlds, (world) => {
        const { segments, audiences } = world;
        const sameTree = (a: Tree, b: Tree) => holdsSamePeople(a, b, segments.length);
        const staying = audiences.filter(
          ({ fate, algebra, ignored }) =>
            fate === 'undeclared' ||
            (fate !== 'absent' && isLeft(algebra, ignored.includes('algebra'), world, sameTree)),
        );
        const named = staying.flatMap(({ algebra }) => numbersIn(algebra.remote));
        const doomed = segments.flatMap(({ fate, id }, n) =>
          fate === 'absent' && named.includes(n) ? [id] : [],
        );
        const plan = planOf(world, world.snapshot);
        fc.pre(plan !== null);
        const refusals = (plan?.refusals ?? []).filter(
          ({ code }) => code === 'segment-must-not-be-used-in-audience',
        );
        refused += refusals.length;
        expect(refusals.map(({ address }) => address).sort()).toEqual(
          doomed.map((id) => `segment/S${Number(id) - 1}`).sort(),
        );
      }),
      { numRuns: 150 },
    );
    expect(refused).toBeGreaterThan(0);
  });

  test('a run that is killed anywhere leaves it alone, too, as does the one that finishes it', async () => {
    await fc.assert(
      fc.asyncProperty(
        leftWorlds,
        fc.constantFrom<'before' | 'after'>('before', 'after'),
        async (world, when) => {
          const plan = applicable(world);
          fc.pre(plan !== null);
          if (plan === null) return;
          const whole = createMemoryRemote(world.snapshot);
          await carryOut(world, plan, whole);
          for (let nth = 1; nth <= whole.requests.length; nth += 1) {
            const remote = createMemoryRemote(world.snapshot);
            remote.killAt(nth, when);
            await expect(carryOut(world, plan, remote)).rejects.toThrow(Killed);
            const again = createMemoryRemote(remote.snapshot());
            const next = applicable(world, again.snapshot());
            if (next === null) throw new Error('there is no next plan');
            await carryOut(world, next, again);
            expectLeftAlone(world, again.snapshot());
            // Nor is the same plan refused that somebody takes up again.
            const resumed = createMemoryRemote(remote.snapshot());
            await carryOut(world, plan, resumed);
            expectLeftAlone(world, resumed.snapshot());
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});

function numbersIn(tree: Tree): readonly number[] {
  if (typeof tree === 'number') return [tree];
  if ('not' in tree) return numbersIn(tree.not);
  return ('and' in tree ? tree.and : tree.or).flatMap(numbersIn);
}
