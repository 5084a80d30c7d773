import { median } from './median.mjs';
import { medianRatio, runInTurn } from './run-in-turn.mjs';
import { runProcess, runProgram } from './run-process.mjs';

/** What it takes before anything is done, against a Node that does nothing at all. */
export const startUp = {
  name: 'start-up',
  async run({ quick }) {
    const runs = [
      () => runProgram(['--version']),
      () => runProgram(['--help']),
      () => runProcess(process.execPath, ['-e', '0']),
    ];
    await runInTurn(1, runs);
    const rounds = quick ? 7 : 31;
    const [version, help, bare] = (await runInTurn(rounds, runs)).map((results) =>
      results.map(({ seconds }) => seconds),
    );
    const show = (figures) => `${(median(figures) * 1000).toFixed(0)} ms`;
    return [
      ['--version', version],
      ['--help', help],
    ].map(([flag, ours]) => ({
      what: `${flag} / node -e 0`,
      ratio: medianRatio(ours, bare),
      goal: 1.25,
      aside: `${show(ours)} and ${show(bare)}, ${rounds} pairs`,
    }));
  },
};
