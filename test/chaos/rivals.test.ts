/** Two applies at once whose manifests differ: there is no lock, and neither is told anything wrong. */
import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import { createRemote } from '../../src/remote/create-remote.ts';
import { absent, aProject, aSegment, aSegmentRow, aSnapshot } from '../support/a-world.ts';
import { chaosFaults, type NamedFault } from './chaos-faults.ts';
import { type ChaosRemote, createChaosRemote } from './chaos-remote.ts';
import { planFor } from './run-world.ts';

const snapshot = aSnapshot([
  aSegmentRow('1', 'Edited'),
  aSegmentRow('2', 'Gone'),
  aSegmentRow('3', 'Kept'),
]);
const customers = { contactList: { identifierType: 'CustomerId' } };
const ours: readonly Declaration[] = [
  aSegment('Edited', { description: 'ours' }),
  aSegment('Contested'),
  aSegment('Same'),
  absent('segment', 'Gone'),
];
const theirs: readonly Declaration[] = [
  aSegment('Edited', { description: 'theirs' }),
  aSegment('Contested', customers),
  aSegment('Same'),
  aSegment('Gone', { description: 'still wanted' }),
];

async function run(remote: ChaosRemote, declarations: readonly Declaration[]) {
  const world = { project: aProject(), declarations, snapshot };
  const writer = createRemote(remote.connect());
  const plan = planFor(world, snapshot);
  const result = await applyPlan({
    ...{ plan, snapshot, remote: writer, clock: remote.clock, parallelism: 4 },
  });
  if (result.state !== 'applied') throw new Error(JSON.stringify(result));
  return new Map(result.report.results.map((each) => [each.address, each.outcome]));
}

async function race(faults: readonly NamedFault[], seed: number) {
  const remote = createChaosRemote(
    { project: aProject(), declarations: [], snapshot },
    { faults, seed },
  );
  const outcomes = await Promise.all([run(remote, ours), run(remote, theirs)]);
  const rows = remote.truth().segments.map(({ attributes }) => attributes);
  return { outcomes, rows, named: (name: string) => rows.filter((each) => each['name'] === name) };
}

describe('what two runs are told', () => {
  const seeds = Array.from({ length: 12 }, (_, index) => index);
  test.each(seeds.flatMap((seed) => [0, 0.3].map((share) => [seed, share] as const)))(
    'is true of the account (seed %i, a share of %d faulty)',
    async (seed, share) => {
      const { outcomes, named } = await race(chaosFaults(share), seed);
      const told = (address: string) => outcomes.map((each) => each.get(address));
      const [first, second] = outcomes;
      // A name belongs to one of them, whose definition it has.
      expect(named('Contested').length).toBeLessThanOrEqual(1);
      expect(
        told('segment/Contested').filter((each) => each === 'done').length,
      ).toBeLessThanOrEqual(1);
      const type = JSON.stringify(named('Contested')[0]?.['contactList'] ?? null);
      if (first?.get('segment/Contested') === 'done') expect(type).toMatch(/Email/u);
      if (second?.get('segment/Contested') === 'done') expect(type).toMatch(/CustomerId/u);
      // What both want alike is there once, whoever made it.
      if (told('segment/Same').includes('done')) expect(named('Same')).toHaveLength(1);
      // The later of two edits stands; each was carried out when it was told to be.
      const { description = null } = named('Edited')[0] ?? {};
      if (told('segment/Edited').every((each) => each === 'done'))
        expect(['ours', 'theirs']).toContain(description);
      // What was deleted stays so: an update of it is no create.
      if (first?.get('segment/Gone') === 'done') expect(named('Gone')).toEqual([]);
    },
  );

  test('without faults each is done but for the contested name, which one of them gets', async () => {
    const { outcomes } = await race([], 1);
    const all = outcomes.map((each) => each.get('segment/Contested')).sort();
    expect(all).toEqual(['done', 'failed']);
    expect(outcomes.map((each) => each.get('segment/Same'))).toEqual(['done', 'done']);
  });
});
