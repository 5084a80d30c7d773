import { writeProjectTo } from './generate-project.mjs';
import { median } from './median.mjs';
import { medianRatio, runInTurn } from './run-in-turn.mjs';
import { runProcess, runProgram } from './run-process.mjs';

/** What a commit hook waits for: a project of ten manifests with two entities in each. */
export const validateSmall = {
  name: 'validate',
  async run({ folder, quick }) {
    await writeProjectTo(folder, { platform: 'retail-media', entities: 20, groupSize: 4 });
    const runs = [
      () => runProgram(['validate', '--quiet'], { cwd: folder }),
      () => runProcess(process.execPath, ['-e', '0']),
    ];
    await runInTurn(1, runs);
    const rounds = quick ? 7 : 31;
    const [ours, bare] = (await runInTurn(rounds, runs)).map((results) =>
      results.map(({ seconds }) => seconds),
    );
    const show = (figures) => `${(median(figures) * 1000).toFixed(0)} ms`;
    return [
      {
        what: 'ten files / node -e 0',
        ratio: medianRatio(ours, bare),
        goal: 2,
        aside: `${show(ours)} and ${show(bare)}, ${rounds} pairs`,
      },
    ];
  },
};
