/** `--each`: the same command for many projects, in one process. */
import { resolve } from 'node:path';
import { compareText, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { countOf } from '../../model/text/count-of.ts';
import { createRemoteSharing } from '../../remote/calls/create-sharing.ts';
import type { MovedProject } from '../../report/many/many-options.ts';
import { describeMoved } from '../../report/many/words/describe-moved.ts';
import { listNames, phraseText } from '../../report/text/phrase.ts';
import { printable } from '../../report/text/printable.ts';
import type { CommandContext } from '../process/command-context.ts';
import type { ExitCode } from '../process/exit-codes.ts';
import { createProjectIndex, type ProjectIndex } from '../project/create-project-index.ts';
import { readVars } from '../project/read-vars.ts';
import { approveAll } from './approve-all.ts';
import { checkOutputs } from './check-outputs.ts';
import { createInterrupts } from './create-interrupts.ts';
import { createPlaces } from './create-places.ts';
import { checkEarlierFolder, checkEarlierProjects } from './find/check-earlier.ts';
import { findMovedProjects } from './find/find-moved-projects.ts';
import { findPlans } from './find/find-plans.ts';
import { findGoneProjects, findProjects, isFolder, type ManyTarget } from './find/find-projects.ts';
import { leaveOutUnchanged } from './find/leave-out-unchanged.ts';
import type { LoadCommand } from './many-command.ts';
import { removePlans } from './prepare-folder.ts';
import type { ManySurroundings } from './project/run-project.ts';
import { refuseBesideEach } from './read-each.ts';
import { refuseForAll } from './refuse/refuse-for-all.ts';
import { refuseForPlans, refuseWithoutPlans } from './refuse/refuse-for-plans.ts';
import { refuseSharedSandbox } from './refuse/refuse-shared-sandbox.ts';
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
  const isOfPlans = context.command === 'apply' && (await isFolder(each));
  await refuseForAll(context, !isOfPlans);
  for (const { option, folder } of earlierFolders(context))
    await checkEarlierFolder(option, folder);
  const { moves, ...found } = await withMoves(await findTargets(each, context, isOfPlans), context);
  for (const { option, folder } of earlierFolders(context))
    await checkEarlierProjects(option, folder, found.targets, moves.get(option)?.length ?? 0);
  const index = createProjectIndex(foldersBeside(context));
  const targets = await chooseTargets(found, index, context);
  const moved = movedAmong(targets, moves);
  const said = context.command === 'apply' ? describeMoved(moved) : null;
  // The question for approval comes before the report.
  if (said !== null) context.terminal.writeNote(phraseText(said));
  await refuseSharedSandbox(targets, context);
  await checkOutputs(targets, context);
  onOpen();
  const interrupts = createInterrupts(context);
  try {
    const surroundings: ManySurroundings = {
      ...{ outer: context, interrupts, run: await load(context.command) },
      sharing: createRemoteSharing(),
      index,
      ...createPlaces(targets, context, foldersBeside(context)),
      wasAsked: false,
    };
    const exitCode = await runAndShow({ ...found, targets, moved }, surroundings, load);
    if (interrupts.isAtOnce()) {
      await context.terminal.isWritten();
      process.exit(exitCode);
    }
    return exitCode;
  } finally {
    interrupts.release();
  }
}

interface FoundTargets {
  readonly targets: readonly ManyTarget[];
  /** Project files that the earlier commit has and that are no more here: they have no result. */
  readonly gone: readonly string[];
}

async function runAndShow(
  { targets, gone, moved }: FoundTargets & { readonly moved: readonly MovedProject[] },
  surroundings: ManySurroundings,
  load: LoadCommand,
): Promise<ExitCode> {
  const { outer } = surroundings;
  const approval = await approveAll(targets, surroundings, load);
  const show = await createManyShow(outer, moved);
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
  const warnings = gone.map(goneProject);
  if (approval.state === 'approved') return show.end(warnings);
  return show.end([...warnings, ...approval.diagnostics], approval.wasAsked);
}

async function findTargets(
  each: string,
  context: CommandContext,
  isOfPlans: boolean,
): Promise<FoundTargets> {
  if (isOfPlans) {
    refuseForPlans(context);
    return { targets: await findPlans(each), gone: [] };
  }
  if (context.command === 'apply') refuseWithoutPlans(context);
  const found = await findProjects(each, foldersBeside(context), context.command === 'apply');
  const { targets, aliases } = found;
  const gone = new Set<string>();
  for (const before of new Set(foldersBeside(context))) {
    for (const file of await findGoneProjects(each, before, found)) gone.add(file);
  }
  for (const { file, same } of aliases) {
    const names = `${printable(file)} is the same file as ${printable(same)}`;
    context.terminal.writeNote(`${names}, by a link. It runs once.`);
  }
  if (found.checkouts.length > 0) context.terminal.writeNote(describeCheckouts(found.checkouts));
  return { targets, gone: [...gone].sort(compareText) };
}

type Moves = ReadonlyMap<string, readonly MovedProject[]>;

/** Each once, although two options may find it, in the order of the run. */
function movedAmong(targets: readonly ManyTarget[], moves: Moves): readonly MovedProject[] {
  const byFile = new Map([...moves.values()].flat().map((moved) => [moved.file, moved]));
  return targets.flatMap(({ file }) => byFile.get(file) ?? []);
}

/** A project that was moved is compared with the one at its old place. Nothing is to be checked there. @returns `moves`, those of each option. */
async function withMoves(
  found: FoundTargets,
  context: CommandContext,
): Promise<FoundTargets & { readonly moves: Moves }> {
  const left = new Set<string>();
  const moves = new Map<string, readonly MovedProject[]>();
  let { targets } = found;
  for (const { option, folder } of earlierFolders(context)) {
    const moved = await findMovedProjects(targets, folder);
    moves.set(option, moved);
    for (const { file, from } of moved) {
      left.add(from);
      if (option !== '--base') continue;
      targets = targets.map((each) => (each.file === file ? { ...each, earlierFile: from } : each));
    }
  }
  return { targets, gone: found.gone.filter((file) => !left.has(file)), moves };
}

/** They hold the same projects, and each would be run twice. */
function describeCheckouts(folders: readonly string[]): string {
  const names = phraseText(listNames(folders, mostNamed));
  const what = folders.length === 1 ? 'It is a checkout' : 'They are checkouts';
  return `Left out the projects in ${names}. ${what} of another commit or repository.`;
}

/** More folders are counted. */
const mostNamed = 5;

/** `--changed-since` */
async function chooseTargets(
  { targets, gone }: FoundTargets,
  index: ProjectIndex,
  { options, terminal }: CommandContext,
): Promise<readonly ManyTarget[]> {
  const before = options.text('changed-since');
  if (before === null) return targets;
  const vars = readVars(options.list('var'));
  const environment = options.text('env');
  const chosen = await leaveOutUnchanged(targets, { before, environment, vars, index });
  const left = targets.length - chosen.length;
  if (left > 0) terminal.writeNote(describeLeftOut(left, targets.length, gone.length, before));
  return chosen;
}

/** Nothing plans for it any more, so it has no line of its own in a report. */
function goneProject(file: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'project-not-found',
    message: 'the project file is no longer here, but the earlier commit has it',
    source: { file, line: 1, column: 1 },
    hint: 'Check what it declared: what no other project declares or deletes stays in the account as it is.',
  };
}

function describeLeftOut(left: number, all: number, gone: number, before: string): string {
  const folder = printable(before);
  if (left < all)
    return `Left out ${left} of ${all} projects, of which no file differs from ${folder}.`;
  return gone === 0
    ? `Nothing to do: no file of any project here differs from ${folder}.`
    : `Nothing to do for the projects that are left: no file of them differs from ${folder}. ${countOf(gone, 'project file')} of it ${gone === 1 ? 'is' : 'are'} no longer here.`;
}

/** The options that name a checkout of an earlier commit. */
const foldersOfBefore = ['base', 'changed-since'] as const;

/** Folders that hold the same projects at an earlier commit. */
function foldersBeside(context: CommandContext): readonly string[] {
  return earlierFolders(context).map(({ folder }) => resolve(folder));
}

function earlierFolders({ options }: CommandContext) {
  return foldersOfBefore.flatMap((name) => {
    const folder = options.text(name);
    return folder === null ? [] : [{ option: `--${name}`, folder }];
  });
}
