import type { PlanDocument } from '../../schema/generated/plan.ts';
import { carryOut } from '../carry-out.ts';
import { checkChecksum } from '../check-checksum.ts';
import type { CommandContext, RunCommand } from '../command-context.ts';
import { connectWriter } from '../connect-remote.ts';
import type { ExitCode } from '../exit-codes.ts';
import { loadDeclarations } from '../load-declarations.ts';
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

/** `apply`: carries out a reviewed plan file, or plans, asks and carries out. */
export const runApply: RunCommand = async (context) => {
  readReports(context.options.list('report'));
  return context.operand === null
    ? applyManifests(context)
    : applyPlanFile(context, context.operand);
};

async function applyManifests(context: CommandContext): Promise<ExitCode> {
  const manifests = await loadDeclarations(context);
  refuseErrors(manifests);
  const { project, folder } = manifests;
  const options = await readPlanOptions(context, manifests);
  const saved = context.options.text('snapshot');
  const stop = new AbortController();
  return connectWriter(context, project, folder, stop.signal, async (remote) => {
    const snapshot =
      saved === null ? await remote.readSnapshot() : await loadSnapshot(saved, project);
    const plan = makePlan(manifests, snapshot, options);
    await savePlan(plan, context);
    const objection = objectionTo(plan, context);
    if (objection) return refusePlan(plan, objection, context);
    if (plan.changes.length === 0) return showNoChanges(plan, context);
    const approval = await obtainApproval(plan, context);
    if (approval.state === 'refused') return refusePlan(plan, approval, context);
    // A snapshot is old when it was saved, and when someone thought about the plan for a while.
    const isFresh = saved === null && !approval.asked;
    const now = isFresh ? snapshot : await remote.readSnapshot();
    return carryOut({ plan, snapshot: now, remote, stop }, context);
  });
}

async function applyPlanFile(context: CommandContext, file: string): Promise<ExitCode> {
  const plan = await readPlanFile(file);
  const folder = await checkPlanTarget(plan, context);
  const objection = objectionTo(plan, context);
  if (objection) return refusePlan(plan, objection, context);
  if (plan.changes.length === 0) return showNoChanges(plan, context);
  const stop = new AbortController();
  return connectWriter(context, targetOfPlan(plan), folder, stop.signal, async (remote) =>
    carryOut({ plan, snapshot: await remote.readSnapshot(), remote, stop }, context),
  );
}

/** Why the plan may not be carried out, whoever approves it; `null` where nothing stands against it. */
function objectionTo(plan: PlanDocument, { options }: CommandContext) {
  const checksum = checkChecksum(plan, options.text('checksum'));
  if (checksum) return { refusals: [checksum] };
  return plan.refusals.length > 0 ? { refusals: [] } : null;
}
