/** `--each`: the same command for many projects, in one process. */
import { resolve } from 'node:path';
import { createRemoteSharing } from '../../remote/calls/create-sharing.ts';
import type { CommandName } from '../arguments/command.ts';
import type { CommandContext, RunCommand } from '../process/command-context.ts';
import type { ExitCode } from '../process/exit-codes.ts';
import { createProjectIndex } from '../project/create-project-index.ts';
import { askForAll } from './ask-for-all.ts';
import { checkOutputs } from './check-outputs.ts';
import { createInterrupts } from './create-interrupts.ts';
import { findPlans, findProjects, isFolder, type ManyTarget } from './find/find-projects.ts';
import { manyCommandNamed } from './many-command.ts';
import type { ManySurroundings } from './project/run-project.ts';
import { refuseBesideEach } from './read-each.ts';
import { refuseForPlans, refuseWithoutPlans } from './refuse-for-plans.ts';
import { runAll } from './run-all.ts';
import { createShow } from './show/create-show.ts';

export type LoadCommand = (name: CommandName) => Promise<RunCommand>;

/**
 * @param each the value of `--each`.
 * @param onOpen called when the outputs may be written to.
 * @throws DiagnosticError for what concerns no single project, with nothing sent.
 */
export async function runEach(
  each: string,
  context: CommandContext,
  load: LoadCommand,
  onOpen: () => void,
): Promise<ExitCode> {
  refuseBesideEach(context);
  const targets = await findTargets(each, context);
  await checkOutputs(targets, context);
  onOpen();
  const interrupts = createInterrupts(context);
  try {
    const surroundings: ManySurroundings = {
      ...{ outer: context, interrupts, run: await load(context.command) },
      sharing: createRemoteSharing(),
      index: createProjectIndex(foldersBeside(context)),
    };
    const exitCode = await runAndShow(targets, surroundings, load);
    if (interrupts.isAtOnce()) {
      await context.terminal.isWritten();
      process.exit(exitCode);
    }
    return exitCode;
  } finally {
    interrupts.release();
  }
}

async function runAndShow(
  targets: readonly ManyTarget[],
  surroundings: ManySurroundings,
  load: LoadCommand,
): Promise<ExitCode> {
  const { outer } = surroundings;
  const approval = mustAsk(targets, outer) ? await askForAll(targets, surroundings, load) : null;
  const show = createShow(outer);
  try {
    if (approval !== null && 'refused' in approval) await runAll(targets, surroundings, show, approval.refused);
    else await runAll(targets, surroundings, show, approval?.checksums);
  } catch (error) {
    show.abandon();
    throw error;
  }
  return show.end();
}
