import { fileURLToPath } from 'node:url';
import { writeProjectTo } from './generate-project.mjs';
import { median } from './median.mjs';
import { countPairs, medianRatio, runInTurn } from './run-in-turn.mjs';
import { runProcess, runProgram } from './run-process.mjs';

const parser = fileURLToPath(new URL('parse-step.mjs', import.meta.url));

/** A plan against a process that only parses the same texts: what all the rest costs. */
export const planParse = {
  name: 'parse',
  /** At small sizes start-up is most of it. */
  isForLargeSizes: true,
  async run({ folder, quick }) {
    const entities = quick ? 1000 : 10_000;
    await writeProjectTo(folder, { platform: 'retail-media', entities });
    const watched = { cwd: folder, isWatched: true };
    const plan = () => runProgram(['plan', '--snapshot', 'snapshot.json'], watched);
    const parse = () => runProcess(process.execPath, [parser, folder], watched);
    const [ours, theirs] = await runInTurn(5, [plan, parse], 120);
    const row = (figure, name, goal) => {
      const of = (results) => results.map((each) => each[figure] ?? Number.NaN);
      const ratio = ours[0][figure] === null ? null : medianRatio(of(ours), of(theirs));
      const [a, b] = [median(of(ours)), median(of(theirs))].map((each) => each.toFixed(1));
      return {
        what: `plan of ${entities} entities / parsing the same texts, ${name}`,
        ...{ ratio, goal, aside: `${a} s and ${b} s, ${countPairs(ours)}` },
      };
    };
    return [row('seconds', 'time', 1.4), row('cpuSeconds', 'processor time', null)];
  },
};
