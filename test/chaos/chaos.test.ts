/** A short selection of what `npm run chaos` runs at length. */
import { describe, expect, test } from '@jest/globals';
import { chaosFaults, failuresOnly } from './chaos-faults.ts';
import { largeWorld } from './large-world.ts';
import { runChaos } from './run-chaos.ts';
import { runWorld } from './run-world.ts';
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
