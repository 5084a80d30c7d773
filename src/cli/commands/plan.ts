import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { prove } from '../../reconciler.ts';
import { applyCommand, countedAgain } from '../../report/apply-command.ts';
import { quoteArgument } from '../../report/quote-argument.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { annotate } from '../annotate.ts';
import { usageError } from '../arguments/usage-error.ts';
import { checkDeclaredSources } from '../check-declared-sources.ts';
import type { CommandContext, RunCommand } from '../command-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { holdFailOn, readFailOn } from '../hold-fail-on.ts';
import { type LoadedDeclarations, loadDeclarations, refuseErrors } from '../load-declarations.ts';
import { loadSnapshot } from '../load-snapshot.ts';
import { makePlan } from '../make-plan.ts';
import { planOnline } from '../plan-online.ts';
import { readPlanOptions } from '../read-plan-options.ts';
import { sameTarget } from '../same-target.ts';
import { savePlan, showPlan } from '../show-plan.ts';
import { warnOfVersions } from '../warn-of-versions.ts';
import { withSizes } from '../with-sizes.ts';

/** `plan`: what apply would do. The remote it is given has no method that writes. */
export const runPlan: RunCommand = async (context) => {
  const { options, environment, terminal } = context;
  await readFailOn(context);
  const loaded = await loadDeclarations(context);
  warnOfVersions(context, loaded.project, loaded);
  const manifests = await checkDeclaredSources(loaded);
  refuseErrors(manifests);
  const saved = options.text('snapshot');
  const made = await (saved === null
    ? planNow(context, manifests)
    : planFrom(saved, context, manifests));
  const plan = await holdFailOn(made, context);
  await savePlan(plan, context);
  await showPlan(plan, context);
  tellHowToApply(plan, context);
  annotate(plan.diagnostics, manifests.folder, environment, terminal.writeAnnotations);
  return exitCodeOf(plan, context);
};

/** Against what is remote now, with sizes where they are asked for. */
function planNow(context: CommandContext, manifests: LoadedDeclarations): Promise<PlanDocument> {
  return planOnline(context, manifests, async ({ plan, snapshot, remote }) => {
    const proven = await prove(plan, remote, manifests.project);
    return withSizes(proven, snapshot, remote, context);
  });
}

/** Against a saved snapshot: no network. */
async function planFrom(
  file: string,
  context: CommandContext,
  manifests: LoadedDeclarations,
): Promise<PlanDocument> {
  if (context.options.flag('sizes')) {
    const message = '--sizes asks the API, and --snapshot plans without it';
    throw new DiagnosticError([usageError('conflicting-options', message)]);
  }
  const options = await readPlanOptions(context, manifests);
  const snapshot = await loadSnapshot(file, manifests.project);
  // Nobody to ask how many the API counts: the ledger alone tells.
  const reader = { readStatistics: async () => null };
  return makePlan(context, { manifests, snapshot, options, reader, mustKnow: false });
}

/** What to run next, where the plan was saved. */
function tellHowToApply(plan: PlanDocument, { options, terminal }: CommandContext): void {
  const file = options.text('out');
  if (file === null || file === '-') return;
  const base = options.typed('base');
  const same = `${base === null ? '' : ` --base ${quoteArgument(base)}`}${sameTarget({ options })}`;
  const command = applyCommand(plan, { file, sameTarget: same });
  if (command !== null) {
    const again = countedAgain(plan);
    terminal.writeNote(
      `Saved. To apply exactly this plan: ${command}${again === null ? '' : `\n${again}`}`,
    );
  } else if (plan.refusals.length === 0) terminal.writeNote('Saved. There is nothing to apply.');
  else terminal.writeNote('Saved. apply refuses this plan: remove the reasons, and plan again.');
}

function exitCodeOf(plan: PlanDocument, { options }: CommandContext): ExitCode {
  if (plan.refusals.length > 0) return exitCodes.refused;
  if (options.flag('detailed-exitcode') && plan.changes.length > 0) return exitCodes.changes;
  return exitCodes.done;
}
