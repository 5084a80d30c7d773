import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeProjectTo } from './generate-project.mjs';
import { median } from './median.mjs';
import { countPairs, medianRatio, runInTurn } from './run-in-turn.mjs';
import { runProgram } from './run-process.mjs';

const goal = 11;

/**
 * What ten times the entities cost, start-up subtracted: plans of an account that is as declared,
 * and of an empty one, in which all is to be created.
 */
export const growth = {
  name: 'growth',
  /** At small sizes start-up is most of it. */
  isForLargeSizes: true,
  async run({ folder, quick }) {
    const [small, medium, large] = quick ? [100, 1000, 10_000] : [1000, 10_000, 100_000];
    const retailMedia = await preparePlans(folder, 'retail-media', [small, medium, large]);
    const marketing = await preparePlans(folder, 'marketing-solutions', [small, medium]);
    const [starts] = await runInTurn(5, [() => runProgram(['--help'], { isWatched: true })]);
    const start = summarize(starts);
    const compare = async (rounds, what, plans, from, to) => {
      const runs = [() => plans(from), () => plans(to)];
      const [before, after] = await runInTurn(rounds, runs, 75);
      const row = (figure, name) => ({
        what: `${what}, ${from} to ${to} entities, ${name}`,
        ratio: growthOf(before, after, start, figure),
        goal,
        aside: `${showFigure(after, figure)}, ${countPairs(after)}`,
      });
      return { time: row(timeOf(start), 'time'), memory: row('megabytes', 'memory') };
    };
    const unchanged = 'plan without changes';
    const beginning = await compare(3, unchanged, retailMedia.unchanged, small, medium);
    const other = await compare(
      3,
      'the same of the other platform',
      marketing.unchanged,
      small,
      medium,
    );
    const end = await compare(2, unchanged, retailMedia.unchanged, medium, large);
    const created = await compare(1, 'plan that creates all', retailMedia.created, medium, large);
    return [beginning.time, other.time, end.time, end.memory, created.time, created.memory];
  },
};

/** Processor time where it is known: other work on the machine disturbs it less. */
function timeOf({ cpuSeconds }) {
  return cpuSeconds === null ? 'seconds' : 'cpuSeconds';
}

function summarize(results) {
  const of = (figure) =>
    results[0][figure] === null ? null : median(results.map((each) => each[figure]));
  return { seconds: of('seconds'), cpuSeconds: of('cpuSeconds'), megabytes: of('megabytes') };
}

function growthOf(before, after, start, figure) {
  if (start[figure] === null) return null;
  const beyondStart = (results) => results.map((each) => each[figure] - start[figure]);
  return medianRatio(beyondStart(after), beyondStart(before));
}

function showFigure(results, figure) {
  const amount = median(results.map((each) => each[figure]));
  return figure === 'megabytes' ? `${amount.toFixed(0)} MB` : `${amount.toFixed(1)} s`;
}

/** Writes a project of each size. @returns functions that plan one of them */
async function preparePlans(folder, platform, sizes) {
  const place = (size) => join(folder, `${platform}-${size}`);
  for (const entities of sizes) {
    await mkdir(place(entities));
    const { snapshot } = await writeProjectTo(place(entities), { platform, entities });
    const empty = { ...snapshot, segments: [], audiences: [] };
    await writeFile(join(place(entities), 'empty.json'), JSON.stringify(empty));
  }
  const plan = (snapshot) => (size) =>
    runProgram(['plan', '--snapshot', snapshot], { cwd: place(size), isWatched: true });
  return { unchanged: plan('snapshot.json'), created: plan('empty.json') };
}
