import { isToBeFilled } from '../../plan/planned-fill.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { carryOut, type Errand } from '../carry-out.ts';
import { checkChecksum } from '../check-checksum.ts';
import { checkDeclaredSources } from '../check-declared-sources.ts';
import { checkPlannedFills } from '../check-planned-fills.ts';
import type { CommandContext, RunCommand } from '../command-context.ts';
import { connectWriter, type Target } from '../connect-remote.ts';
import type { ExitCode } from '../exit-codes.ts';
import { holdFailOn, readFailOn } from '../hold-fail-on.ts';
import { type LoadedDeclarations, loadDeclarations } from '../load-declarations.ts';
import { loadSnapshot } from '../load-snapshot.ts';
import { makePlan, refuseErrors } from '../make-plan.ts';
import { obtainApproval } from '../obtain-approval.ts';
import { checkPlanTarget, targetOfPlan } from '../plan-target.ts';
import { readPlanFile } from '../read-plan-file.ts';
import { readPlanOptions } from '../read-plan-options.ts';
import { readReports } from '../read-reports.ts';
import { refusePlan } from '../refuse-plan.ts';
import { savePlan } from '../show-plan.ts';
import { showNoChanges } from '../show-report.ts';
import { watchRun } from '../watch-run.ts';
import { withSizes } from '../with-sizes.ts';

/** `apply`: carries out a reviewed plan file, or plans, asks and carries out. */
export const runApply: RunCommand = async (context) => {
  readReports(context.options.list('report'));
  await readFailOn(context);
  const { operand } = context;
  return operand === null ? applyManifests(context) : applyPlanFile(context, operand);
};

async function applyManifests(context: CommandContext): Promise<ExitCode> {
  const manifests = await checkDeclaredSources(await loadDeclarations(context));
  refuseErrors(manifests);
  const { project, folder } = manifests;
  const options = await readPlanOptions(context, manifests);
  const saved = context.options.text('snapshot');
  return withWriter(context, project, folder, async ({ remote, stop, watch }) => {
    const snapshot =
      saved === null ? await remote.readSnapshot() : await loadSnapshot(saved, project);
    const task = { manifests, snapshot, options, reader: remote, mustKnow: true };
    const made = await makePlan(context, task);
    const sized = await withSizes(made, snapshot, remote, context);
    const plan = await holdFailOn(sized, context);
    await savePlan(plan, context);
    const objection = objectionTo(plan, context);
    if (objection) return refusePlan(plan, objection, context);
    if (plan.changes.length === 0) return showNoChanges(plan, context);
    const approval = await obtainApproval(plan, context);
    if (approval.state === 'refused') return refusePlan(plan, approval, context);
    // A snapshot is old when it was saved, and when someone thought about the plan for a while.
    const isFresh = saved === null && !approval.asked;
    const now = isFresh ? snapshot : await remote.readSnapshot();
    return carryOut({ plan, snapshot: now, remote, stop, watch, manifests, folder }, context);
  });
}

async function applyPlanFile(context: CommandContext, file: string): Promise<ExitCode> {
  const plan = await holdFailOn(await readPlanFile(file), context);
  const folder = await checkPlanTarget(plan, context);
  const objection = objectionTo(plan, context);
  if (objection) return refusePlan(plan, objection, context);
  if (plan.changes.length === 0) return showNoChanges(plan, context);
  const manifests = await manifestsFor(plan, context);
  return withWriter(context, targetOfPlan(plan), folder, async (run) => {
    const snapshot = await run.remote.readSnapshot();
    const refusals =
      manifests && (await checkPlannedFills(context, plan, manifests, snapshot, run.remote));
    if (refusals && refusals.length > 0) return refusePlan(plan, { refusals }, context);
    return carryOut({ ...run, plan, snapshot, manifests, folder }, context);
  });
}

/** A plan holds all that it takes to carry it out, but for where the members of lists come from. */
async function manifestsFor(
  plan: PlanDocument,
  context: CommandContext,
): Promise<LoadedDeclarations | null> {
  if (!plan.changes.some(({ members }) => isToBeFilled(members))) {
    if (context.options.flag('members')) {
      context.terminal.writeNote('This plan fills no list.');
    }
    return null;
  }
  const manifests = await loadDeclarations(context, plan.project.environment);
  refuseErrors(manifests);
  return manifests;
}

/** A remote that writes, watched and ready to be stopped. */
function withWriter(
  context: CommandContext,
  target: Target,
  folder: string,
  use: (run: Pick<Errand, 'remote' | 'stop' | 'watch'>) => Promise<ExitCode>,
): Promise<ExitCode> {
  const stop = new AbortController();
  return watchRun(context, (watch) =>
    connectWriter(
      context,
      target,
      folder,
      { signal: stop.signal, onEvent: watch.onEvent },
      (remote) => use({ remote, stop, watch }),
    ),
  );
}

/** Why the plan may not be carried out, whoever approves it; `null` where nothing stands against it. */
function objectionTo(plan: PlanDocument, { options }: CommandContext) {
  const checksum = checkChecksum(plan, options.text('checksum'));
  if (checksum) return { refusals: [checksum] };
  return plan.refusals.length > 0 ? { refusals: [] } : null;
}
