import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeProjectTo } from './generate-project.mjs';
import { hasCommand } from './has-command.mjs';
import { median } from './median.mjs';
import { countPairs, medianRatio, runInTurn } from './run-in-turn.mjs';
import { runProcess, runProgram } from './run-process.mjs';
import { terraformProject } from './terraform-project.mjs';

const terraformSettings = {
  CHECKPOINT_DISABLE: '1',
  TF_IN_AUTOMATION: '1',
  TF_INPUT: '0',
  TF_CLI_CONFIG_FILE: '/dev/null',
};

/** A plan in which one entity in a hundred has changed, against Terraform's of as many resources. */
export const planLarge = {
  name: 'plan',
  /** At small sizes start-up is most of it. */
  isForLargeSizes: true,
  async run({ folder, quick }) {
    const entities = quick ? 1000 : 10_000;
    const project = { platform: 'retail-media', entities, edited: 0.01 };
    await writeProjectTo(folder, project);
    const plan = () =>
      runProgram(['plan', '--snapshot', 'snapshot.json'], { cwd: folder, isWatched: true });
    const what = `plan of ${entities} entities / terraform plan`;
    const goals = [
      { what: `${what}, time`, goal: 0.08 },
      { what: `${what}, memory`, goal: 0.2 },
    ];
    if (!hasCommand('terraform')) {
      const [ours] = await runInTurn(3, [plan]);
      const missing = 'terraform is not installed';
      return goals.map((row) => ({ ...row, ratio: null, missing, aside: show(ours) }));
    }
    const cwd = join(folder, 'terraform');
    await writeTerraform(cwd, project);
    const env = { ...process.env, ...terraformSettings };
    await runProcess('terraform', ['init'], { cwd, env });
    const theirPlan = () =>
      runProcess('terraform', ['plan', '-lock=false'], { cwd, env, isWatched: true });
    const [ours, theirs] = await runInTurn(3, [plan, theirPlan], 150);
    const ratio = (figure) =>
      medianRatio(
        ours.map((each) => each[figure]),
        theirs.map((each) => each[figure]),
      );
    const aside = `${show(ours)} and ${show(theirs)}, ${countPairs(ours)}`;
    return [
      { ...goals[0], ratio: ratio('seconds'), aside },
      { ...goals[1], ratio: ours[0].megabytes === null ? null : ratio('megabytes'), aside },
    ];
  },
};

async function writeTerraform(folder, project) {
  const { configuration, state } = terraformProject(project);
  await mkdir(folder);
  await writeFile(join(folder, 'main.tf'), configuration);
  await writeFile(join(folder, 'terraform.tfstate'), state);
}

function show(results) {
  const of = (figure) => median(results.map((each) => each[figure] ?? Number.NaN));
  return `${of('seconds').toFixed(1)} s with ${of('megabytes').toFixed(0)} MB`;
}
