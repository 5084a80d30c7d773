/** One question for all plans of a run. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { renderMany } from '../../report/many/render-many.ts';
import { notApproved } from '../applying/not-approved.ts';
import { exitCodes } from '../process/exit-codes.ts';
import type { ManyTarget } from './find/find-projects.ts';
import type { LoadCommand } from './many-command.ts';
import { optionsWithout } from './project/options-without.ts';
import type { ManySurroundings, ProjectRun } from './project/run-project.ts';
import { runAll } from './run-all.ts';
import { createGathering } from './show/create-gathering.ts';

export type ApprovalOfAll =
  /** The plans that were approved, by project file. Their projects are planned again, and must have the same plan. */
  | { readonly state: 'approved'; readonly checksums: ReadonlyMap<string, string> }
  | { readonly state: 'refused'; readonly runs: readonly ProjectRun[] };

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
  const gathering = createGathering(planning, ['text'], terminal.noteColor);
  const checksums = new Map<string, string>();
  const heads: RunHead[] = [];
  await runAll(
    targets,
    { ...surroundings, outer: planning, run: await load('plan') },
    async (run) => {
      gathering.add(run);
      const { plan, state, target, name, exitCode } = run;
      heads.push({ target, name, state, exitCode });
      if (state === 'done' && plan !== null && plan.changes.length > 0)
        checksums.set(run.target.file, plan.checksum);
    },
  );
  if (checksums.size === 0 || surroundings.interrupts.isStopping())
    return { state: 'approved', checksums };
  const shown = {
    command: 'plan',
    format: 'text',
    verbose: options.flag('verbose'),
    color: terminal.noteColor,
    width: terminal.width,
  } as const;
  terminal.writeWarning(renderMany(gathering.results(), shown));
  const answer = await terminal.ask('Apply these plans? Type "yes" to confirm: ');
  if (answer?.trim() === 'yes') return { state: 'approved', checksums };
  terminal.writeWarning(notApproved(true));
  return { state: 'refused', runs: heads.map((head) => withoutPlan(head, checksums)) };
}

type RunHead = Pick<ProjectRun, 'target' | 'name' | 'state' | 'exitCode'>;

const refusal: Diagnostic = {
  severity: 'error',
  code: 'not-approved',
  message: 'the plan was not approved',
  hint: 'Run the command again, and answer "yes" to apply the plans. Nothing was changed.',
};

/** What was shown, and not kept. */
function withoutPlan(head: RunHead, checksums: ReadonlyMap<string, string>): ProjectRun {
  const isRefused = checksums.has(head.target.file);
  return {
    ...head,
    ...{ plan: null, report: null, unmatched: null, beside: null, document: '', warnings: [] },
    said: [],
    ...(isRefused ? { state: 'refused' as const, exitCode: exitCodes.refused } : {}),
    diagnostics: isRefused ? [refusal] : [],
  };
}
