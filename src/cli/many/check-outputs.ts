/** All that a run over many projects writes, checked before anything is sent. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { SavedKind } from '../output/is-own-file.ts';
import { keptBy } from '../output/kept-paths.ts';
import { outputsOf } from '../output/outputs-of.ts';
import { type Output, refuseOutputs } from '../output/refuse-outputs.ts';
import { proveWritable } from '../output/write-file.ts';
import type { CommandContext } from '../process/command-context.ts';
import type { ManyTarget } from './find/find-projects.ts';
import { mirroredPath } from './find/mirrored-paths.ts';
import { prepareFolder, proveLog } from './prepare-folder.ts';
import { optionsOfProject } from './project/project-context.ts';
import { refuseAmongPlans } from './refuse/refuse-among-plans.ts';

const folders = [
  ['out', '.json'],
  ['events', '.jsonl'],
] as const;

/**
 * Edge: no output may replace what one of the projects reads. Folders of outputs are cleared of an earlier run's
 * files.
 *
 * @throws DiagnosticError with nothing written.
 */
export async function checkOutputs(
  targets: readonly ManyTarget[],
  outer: CommandContext,
): Promise<void> {
  const { options, command } = outer;
  const isFolder = ({ option }: Output) => folders.some(([name]) => option === `--${name}`);
  const reports = outputsOf(options, command).filter((output) => !isFolder(output));
  const given = folders.filter(([name]) => options.text(name) !== null);
  // What is there would be taken for one of the plans.
  const ofPlans = targets.some(({ planFile }) => planFile !== null) ? [planFolder(options)] : [];
  const ofOut = { path: options.text('out'), is: 'in the folder of --out' };
  await refuseAmongPlans(options, [...ofPlans, ofOut]);
  if (reports.length + given.length === 0) return;
  const ofRun = given.map(([name]) => ({
    path: options.text(name),
    is: `in the folder of --${name}`,
  }));
  const taken = [...ofRun, ...ofPlans].flatMap(({ path, is }) =>
    path === null ? [] : [{ path, is }],
  );
  await refuseOutputs({ files: [], folders: taken }, reports);
  if (options.text('out') !== null) refuseOtherNames(targets);
  for (const target of targets) {
    const own = optionsOfProject(options, target);
    const files = given.flatMap(([name]): readonly Output[] => {
      const file = own.text(name);
      return file === null ? [] : [{ option: `--${name}`, file }];
    });
    const read = target.problem === undefined ? target.planFile : null;
    const kept = await keptBy({ options: own }, read);
    await refuseOutputs(kept, [...reports, ...files]);
  }
  for (const { file } of reports) if (file !== '-') await proveWritable(file);
  for (const [name, ending] of given) {
    const folder = options.text(name) ?? '';
    const files = targets.map(({ file }) => mirroredPath('', file, ending));
    if (name === 'out') await prepareFolder(savedBy(command), folder, files);
    else await proveLog(`--${name}`, folder, files);
  }
}

function savedBy(command: CommandContext['command']): SavedKind {
  return command === 'snapshot' ? 'snapshot' : 'plan';
}

/** apply finds the project of a plan by the path of the plan. */
function refuseOtherNames(targets: readonly ManyTarget[]): void {
  const other = targets.find(({ file }) => !/\.ya?ml$/u.test(file));
  if (other === undefined) return;
  const message = `the name of "${other.file}" does not end in .yaml or .yml, so --out has no name for its file`;
  throw new DiagnosticError([
    usageError('output-not-allowed', message, 'Rename the project file.'),
  ]);
}

function planFolder(options: CommandContext['options']) {
  return { path: options.text('each'), is: 'in the folder of the plans' };
}
