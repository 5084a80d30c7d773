/** `--each`: the same command for many projects, in one process. */
import { resolve } from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { objectToPath } from '../../disk/object-to-path.ts';
import { createRemoteSharing } from '../../remote/calls/create-sharing.ts';
import { printable } from '../../report/text/printable.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { CommandContext } from '../process/command-context.ts';
import type { ExitCode } from '../process/exit-codes.ts';
import { createProjectIndex } from '../project/create-project-index.ts';
import { readVars } from '../project/read-vars.ts';
import { askForAll } from './ask-for-all.ts';
import { checkOutputs } from './check-outputs.ts';
import { createInterrupts } from './create-interrupts.ts';
import { findPlans, findProjects, isFolder, type ManyTarget } from './find/find-projects.ts';
import { leaveOutUnchanged } from './find/leave-out-unchanged.ts';
import { type LoadCommand, manyCommandRow } from './many-command.ts';
import type { ManySurroundings } from './project/run-project.ts';
import { refuseBesideEach } from './read-each.ts';
import { refuseForPlans, refuseWithoutPlans } from './refuse-for-plans.ts';
import { runAll } from './run-all.ts';
import { createManyShow } from './show/create-many-show.ts';

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
  for (const name of foldersOfBefore) await refuseNoFolder(name, context);
  const targets = await chooseTargets(await findTargets(each, context), context);
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
  const show = await createManyShow(outer);
  try {
    if (approval?.state === 'refused') for (const run of approval.runs) await show.add(run);
    else await runAll(targets, surroundings, show.add, approval?.checksums);
  } catch (error) {
    await show.abandon();
    throw error;
  }
  return show.end();
}

/** Without a person to ask, each project is refused by its own command. */
function mustAsk(
  targets: readonly ManyTarget[],
  { command, options, terminal }: CommandContext,
): boolean {
  const isAsking = manyCommandRow(command).asks === true && !options.flag('auto-approve');
  // A plan file is its own approval.
  return isAsking && terminal.interactive && targets.some(({ planFile }) => planFile === null);
}

async function findTargets(each: string, context: CommandContext): Promise<readonly ManyTarget[]> {
  if (context.command === 'apply' && (await isFolder(each))) {
    refuseForPlans(context);
    return findPlans(each);
  }
  if (context.command === 'apply') refuseWithoutPlans(context);
  return findProjects(each, foldersBeside(context));
}

/** `--changed-since` */
async function chooseTargets(
  targets: readonly ManyTarget[],
  { options, terminal }: CommandContext,
): Promise<readonly ManyTarget[]> {
  const before = options.text('changed-since');
  if (before === null) return targets;
  const vars = readVars(options.list('var'));
  const chosen = await leaveOutUnchanged(targets, {
    ...{ before, environment: options.text('env'), vars },
  });
  const left = targets.length - chosen.length;
  if (left > 0) terminal.writeNote(describeLeftOut(left, targets.length, before));
  return chosen;
}

function describeLeftOut(left: number, all: number, before: string): string {
  const folder = printable(before);
  return left === all
    ? `Nothing to do: no file of any project differs from ${folder}.`
    : `Left out ${left} of ${all} projects, of which no file differs from ${folder}.`;
}

/** The options that name a checkout of an earlier commit. */
const foldersOfBefore = ['base', 'changed-since'] as const;

/** One project may be new, but a folder that is not there at all is a slip: every project would look new. */
async function refuseNoFolder(
  name: (typeof foldersOfBefore)[number],
  { options }: CommandContext,
): Promise<void> {
  const folder = options.text(name);
  if (folder === null) return;
  const problem = await objectToPath(folder);
  if (problem !== null) throw new DiagnosticError([{ severity: 'error', ...problem }]);
  if (await isFolder(folder)) return;
  const message = `--${name} "${folder}" is not a folder`;
  throw new DiagnosticError([usageError('base-unreadable', message)]);
}

/** Folders that hold the same projects at an earlier commit. */
function foldersBeside({ options }: CommandContext): readonly string[] {
  return foldersOfBefore.flatMap((name) => {
    const folder = options.text(name);
    return folder === null ? [] : [resolve(folder)];
  });
}
