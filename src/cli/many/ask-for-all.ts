/** One question for all plans of a run. */
import type { ManyTarget } from './find/find-projects.ts';
import { optionsWithout } from './project/options-without.ts';
import type { ManySurroundings } from './project/run-project.ts';
import { runAll } from './run-all.ts';
import type { LoadCommand } from './run-each.ts';
import { createGathering } from './show/create-gathering.ts';
import { renderMany } from './show/render-many.ts';

export type ApprovalOfAll =
  /** The plans that were approved, by project file. Their projects are planned again, and must have the same plan. */
  { readonly state: 'approved'; readonly checksums: ReadonlyMap<string, string> } | { readonly state: 'refused' };

/** Plans every project, shows the plans on stderr, and asks. */
export async function askForAll(
  targets: readonly ManyTarget[],
  surroundings: ManySurroundings,
  load: LoadCommand,
): Promise<ApprovalOfAll> {
  const { outer } = surroundings;
  const { terminal } = outer;
  const options = optionsWithout(outer.options, ['out', 'events']);
  const planning = { ...outer, command: 'plan' as const, options };
  const gathering = createGathering(planning, ['text']);
  const checksums = new Map<string, string>();
  await runAll(targets, { ...surroundings, outer: planning, run: await load('plan') }, async (run) => {
    gathering.add(run);
    const { plan, state } = run;
    if (state === 'done' && plan !== null && plan.changes.length > 0)
      checksums.set(run.target.file, plan.checksum);
  });
  if (checksums.size === 0 || surroundings.interrupts.isStopping()) return { state: 'approved', checksums };
  const shown = { command: planning.command, color: terminal.noteColor, width: terminal.width };
  terminal.writeWarning(renderMany('text', gathering.results(), shown));
  const answer = await terminal.ask('Apply these plans? Type "yes" to confirm: ');
  return answer?.trim() === 'yes' ? { state: 'approved', checksums } : { state: 'refused' };
}
