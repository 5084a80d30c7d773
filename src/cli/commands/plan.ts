import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { prove } from '../../reconciler/plan.ts';
import { applyCommand, countedAgain, type SavedPlan } from '../../report/plan/apply-command.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { usageError } from '../arguments/usage-error.ts';
import { warnOfVersions } from '../connection/warn-of-versions.ts';
import { checkDeclaredSources } from '../members/check-declared-sources.ts';
import { annotate } from '../output/annotate.ts';
import { isResultRightAbove, tellRefusals } from '../output/tell-refusals.ts';
import { holdFailOn, readFailOn } from '../planning/hold-fail-on.ts';
import { loadSnapshot } from '../planning/load-snapshot.ts';
import { makePlan } from '../planning/make-plan.ts';
import { planOnline } from '../planning/plan-online.ts';
import { readPlanOptions } from '../planning/read-plan-options.ts';
import { savePlan, showPlan } from '../planning/show-plan.ts';
import { withSizes } from '../planning/with-sizes.ts';
import type { CommandContext, RunCommand } from '../process/command-context.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import {
  type LoadedDeclarations,
  loadDeclarations,
  refuseErrors,
} from '../project/load-declarations.ts';
import { sameTarget } from '../project/same-target.ts';

/** `plan`: what apply would do. The remote it is given has no method that writes. */
export const runPlan: RunCommand = async (context) => {
  const { options, environment, terminal } = context;
  await readFailOn(context);
  const loaded = await loadDeclarations(context);
  warnOfVersions(context, loaded.project, loaded);
  const manifests = await checkDeclaredSources(loaded);
  refuseErrors(manifests);
  const snapshot = options.text('snapshot');
  const made = await (snapshot === null
    ? planNow(context, manifests)
    : planFrom(snapshot, context, manifests));
  const plan = await holdFailOn(made, context);
  await savePlan(plan, context);
  const saved = findSaved(context);
  await showPlan(plan, context, { saved });
  tellRefusal(plan, context);
  if (saved) tellHowToApply(plan, saved, context);
  annotate(plan.diagnostics, manifests.folder, environment, terminal.writeAnnotations);
  return exitCodeOf(plan, context);
};

/** Against the remote side as it is now, with sizes if they are asked for. */
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
    const message = '--sizes asks the API, but --snapshot plans without the API';
    throw new DiagnosticError([usageError('conflicting-options', message)]);
  }
  const options = await readPlanOptions(context, manifests);
  const snapshot = await loadSnapshot(file, manifests.project);
  // Without a connection, only the ledger says how many members a list has.
  const reader = { readStatistics: async () => null };
  return makePlan(context, { manifests, snapshot, options, reader, mustKnow: false });
}

/** Beside a result that went to another place, or that only programs read. */
function tellRefusal({ refusals }: PlanDocument, context: CommandContext): void {
  if (refusals.length === 0 || isResultRightAbove(context)) return;
  tellRefusals('Refused: apply will not run this plan', refusals, context);
}

/** Where the plan was saved; null where it is only shown. */
function findSaved({ options }: CommandContext): SavedPlan | null {
  const file = options.text('out');
  if (file === null || file === '-') return null;
  return { file, base: options.typed('base'), sameTarget: sameTarget({ options }) };
}

function tellHowToApply(plan: PlanDocument, saved: SavedPlan, { terminal }: CommandContext): void {
  const command = applyCommand(plan, saved);
  if (command !== null) {
    const again = countedAgain(plan);
    terminal.writeNote(
      `Saved. To apply exactly this plan: ${command}${again === null ? '' : `\n${again}`}`,
    );
  } else if (plan.refusals.length === 0) terminal.writeNote('Saved. There is nothing to apply.');
  else
    terminal.writeNote(
      'Saved, but apply will refuse this plan. Resolve the reasons above, and plan again.',
    );
}

function exitCodeOf(plan: PlanDocument, { options }: CommandContext): ExitCode {
  if (plan.refusals.length > 0) return exitCodes.refused;
  if (options.flag('detailed-exitcode') && plan.changes.length > 0) return exitCodes.changes;
  return exitCodes.done;
}
