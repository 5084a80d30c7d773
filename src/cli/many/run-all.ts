import { countOf } from '../../model/text/count-of.ts';
import type { RemoteEvent } from '../../remote/remote-event.ts';
import { shortOutcome } from '../../report/apply/apply-outcome.ts';
import { printable } from '../../report/text/printable.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { describeEvent } from '../progress/describe-event.ts';
import { createTurns } from './create-turns.ts';
import type { ManyTarget } from './find/find-projects.ts';
import { manyCommandRow } from './many-command.ts';
import { runInOrder } from './project/run-in-order.ts';
import { type ManySurroundings, type ProjectRun, runProject } from './project/run-project.ts';
import { watchProjects } from './show/watch-projects.ts';

interface Decided {
  readonly checksums: ReadonlyMap<string, string>;
  readonly failed: ReadonlyMap<string, ProjectRun>;
}

/** Of projects at once. */
const usualParallelism = 4;

/**
 * Runs the command for each project, some at once.
 *
 * @param take gets the results in the order of the projects.
 * @param decided what was decided before: the checksums of approved plans, and the results of projects that are not
 *   run again, by project file.
 */
export async function runAll(
  targets: readonly ManyTarget[],
  surroundings: ManySurroundings,
  take: (run: ProjectRun) => Promise<void>,
  { checksums, failed }: Decided = { checksums: new Map(), failed: new Map() },
): Promise<void> {
  const { options, terminal } = surroundings.outer;
  const watch = watchProjects(targets.length, terminal);
  const runOne = async (target: ManyTarget): Promise<ProjectRun> => {
    watch.begin(target);
    const known = failed.get(target.file);
    if (known !== undefined) {
      watch.finish(target, describeRun(known));
      return known;
    }
    const onEvent = (event: RemoteEvent) => {
      if (options.flag('verbose')) {
        terminal.writeNote(`${printable(target.file)}: ${describeEvent(event)}`);
      }
      watch.onEvent(target, event);
    };
    const checksum = checksums.get(target.file) ?? null;
    const run = await runProject(target, { ...surroundings, onEvent }, checksum);
    watch.finish(target, describeRun(run));
    return run;
  };
  const turns = manyCommandRow(surroundings.outer.command).edits
    ? await createTurns(targets, surroundings.outer)
    : null;
  const runInTurn =
    turns === null ? runOne : (target: ManyTarget) => turns(target, () => runOne(target));
  try {
    await runInOrder(targets, options.number('parallelism') ?? usualParallelism, runInTurn, take);
  } finally {
    watch.end();
  }
}

function describeRun({ state, exitCode, plan, report, said }: ProjectRun): string {
  if (state === 'not-started') return 'not started';
  if (report !== null) return `${shortOutcome(report)}${state === 'done' ? '' : `, ${state}`}`;
  if (plan !== null) {
    const changes = countOf(plan.changes.length, 'change');
    return state === 'done' ? changes : `${changes}, ${state}`;
  }
  if (said !== null && state === 'done') return said.what;
  return exitCode === exitCodes.done ? 'done' : state;
}
