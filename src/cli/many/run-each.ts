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
import { approveAll } from './approve-all.ts';
import { checkOutputs } from './check-outputs.ts';
import { createInterrupts } from './create-interrupts.ts';
import { createPlaces } from './create-places.ts';
import { findPlans } from './find/find-plans.ts';
import { findGoneProjects, findProjects, isFolder, type ManyTarget } from './find/find-projects.ts';
import { leaveOutUnchanged } from './find/leave-out-unchanged.ts';
import type { LoadCommand } from './many-command.ts';
import { removePlans } from './prepare-folder.ts';
import type { ManySurroundings } from './project/run-project.ts';
import { refuseBesideEach } from './read-each.ts';
import { refuseForPlans, refuseWithoutPlans } from './refuse-for-plans.ts';
import { refuseSharedSandbox } from './refuse-shared-sandbox.ts';
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
  await refuseSharedSandbox(targets, context);
  await checkOutputs(targets, context);
  onOpen();
  const interrupts = createInterrupts(context);
  try {
    const surroundings: ManySurroundings = {
      ...{ outer: context, interrupts, run: await load(context.command) },
      sharing: createRemoteSharing(),
      index: createProjectIndex(foldersBeside(context)),
      ...createPlaces(targets, context, foldersBeside(context)),
      wasAsked: false,
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
  const approval = await approveAll(targets, surroundings, load);
  const show = await createManyShow(outer);
  try {
    if (approval.state === 'refused') for (const run of approval.runs) await show.add(run);
    else {
      const wasAsked = approval.checksums.size > 0;
      await runAll(targets, { ...surroundings, wasAsked }, show.add, approval);
    }
  } catch (error) {
    await show.abandon();
    throw error;
  }
  // As for one project: a glob that matches nothing makes no plan.
  if (outer.command === 'plan' && show.hasUnmatched()) await removePlans(targets, outer);
  return show.end(approval.state === 'refused' ? approval.diagnostics : []);
}

async function findTargets(each: string, context: CommandContext): Promise<readonly ManyTarget[]> {
  if (context.command === 'apply' && (await isFolder(each))) {
    refuseForPlans(context);
    return findPlans(each);
  }
  if (context.command === 'apply') refuseWithoutPlans(context);
  const found = await findProjects(each, foldersBeside(context));
  const { targets, aliases } = found;
  for (const before of new Set(foldersBeside(context))) {
    const gone = await findGoneProjects(each, before, found);
    if (gone.length > 0) context.terminal.writeWarning(describeGone(gone));
  }
  for (const { file, same } of aliases) {
    const names = `${printable(file)} is the same file as ${printable(same)}`;
    context.terminal.writeNote(`${names}, by a link. It runs once.`);
  }
  return targets;
}

/** `--changed-since` */
async function chooseTargets(
  targets: readonly ManyTarget[],
  { options, terminal }: CommandContext,
): Promise<readonly ManyTarget[]> {
  const before = options.text('changed-since');
  if (before === null) return targets;
  const vars = readVars(options.list('var'));
  const index = createProjectIndex(foldersBeside({ options }));
  const environment = options.text('env');
  const chosen = await leaveOutUnchanged(targets, { before, environment, vars, index });
  const left = targets.length - chosen.length;
  if (left > 0) terminal.writeNote(describeLeftOut(left, targets.length, before));
  return chosen;
}

/** More names are counted. */
const mostGone = 20;

/** Nothing plans for them any more, so no report has a line for them. */
function describeGone(gone: readonly string[]): string {
  const names = gone.slice(0, mostGone).map(printable).join(', ');
  const more = gone.length > mostGone ? ` and ${gone.length - mostGone} more` : '';
  return `Project files of the earlier commit that are no longer here: ${names}${more}. What they declared stays as it is in the account, unless another project removes it.`;
}

function describeLeftOut(left: number, all: number, before: string): string {
  const folder = printable(before);
  return left === all
    ? `Nothing to do: no file of any project here differs from ${folder}.`
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
function foldersBeside({ options }: Pick<CommandContext, 'options'>): readonly string[] {
  return foldersOfBefore.flatMap((name) => {
    const folder = options.text(name);
    return folder === null ? [] : [resolve(folder)];
  });
}
