import { type Beside, consentsOf, findObjections } from '../../reconciler/find-objections.ts';
import { interrupted } from '../../remote/calls/create-wait.ts';
import type { PlanDocument, Refusal } from '../../schema/generated/plan.ts';
import { type ApplyRun, applyApproved } from '../applying/apply-approved.ts';
import { withNothingChanged } from '../applying/nothing-changed.ts';
import { obtainApproval } from '../applying/obtain-approval.ts';
import { checkEnvironment, readBeside, targetOfPlan } from '../applying/read-beside.ts';
import { refusePlan } from '../applying/refuse-plan.ts';
import { showNoChanges } from '../applying/show-report.ts';
import { connectWriter, type Target } from '../connection/connect-remote.ts';
import { warnOfEnded } from '../connection/warn-of-ended.ts';
import { warnOfVersions } from '../connection/warn-of-versions.ts';
import { checkDeclaredSources } from '../members/check-declared-sources.ts';
import { holdFailOn, readFailOn } from '../planning/hold-fail-on.ts';
import { loadSnapshot } from '../planning/load-snapshot.ts';
import { makePlan } from '../planning/make-plan.ts';
import { readPlanFile } from '../planning/read-plan-file.ts';
import { readPlanOptions } from '../planning/read-plan-options.ts';
import { savePlan } from '../planning/show-plan.ts';
import { withSizes } from '../planning/with-sizes.ts';
import type { CommandContext, RunCommand } from '../process/command-context.ts';
import type { ExitCode } from '../process/exit-codes.ts';
import { type RunWatch, watchRun } from '../progress/watch-run.ts';
import { loadDeclarations, refuseErrors } from '../project/load-declarations.ts';

/** `apply`: carries out a reviewed plan file, or plans, asks and carries out. */
export const runApply: RunCommand = (context) =>
  watchRun(context, async (watch) => {
    await readFailOn(context);
    const { operand } = context;
    return operand === null
      ? applyManifests(context, watch)
      : applyPlanFile(context, operand, watch);
  });

async function applyManifests(context: CommandContext, watch: RunWatch): Promise<ExitCode> {
  const loaded = await loadDeclarations(context);
  warnOfVersions(context, loaded.project, loaded);
  const manifests = await checkDeclaredSources(loaded);
  refuseErrors(manifests);
  const { project, folder } = manifests;
  const options = await readPlanOptions(context, manifests);
  const saved = context.options.text('snapshot');
  return withWriter(context, project, folder, watch, async (run) => {
    const { remote, stop } = run;
    const snapshot =
      saved === null ? await remote.readSnapshot() : await loadSnapshot(saved, project);
    const question = { manifests, snapshot, options, reader: remote, mustKnow: true };
    const made = await makePlan(context, question);
    const sized = await withSizes(made, snapshot, remote, context);
    const plan = await holdFailOn(sized, context);
    await savePlan(plan, context);
    const refusals = objectionsTo(plan, null, context);
    if (refusals.length > 0) return refusePlan(plan, { refusals, watch }, context);
    if (plan.changes.length === 0) return showNoChanges(plan, context);
    if (stop.signal.aborted) throw interrupted();
    const approval = await obtainApproval(plan, context);
    if (approval.state === 'refused') return refusePlan(plan, { ...approval, watch }, context);
    // The snapshot may be old by now: the plan was saved, or a person took time to approve it.
    const isFresh = saved === null && !approval.asked;
    const now = isFresh ? snapshot : await remote.readSnapshot();
    const task = { plan, snapshot: now, manifests, folder, beside: null, isSaved: false };
    const wasShown = approval.asked || !context.options.flag('quiet');
    return applyApproved({ ...run, ...task, wasShown, watch }, context);
  });
}

async function applyPlanFile(
  context: CommandContext,
  file: string,
  watch: RunWatch,
): Promise<ExitCode> {
  const plan = await holdFailOn(await readPlanFile(file), context);
  checkEnvironment(plan, context);
  const { manifests, beside, folder, ofProject } = await readBeside(plan, context);
  const sources = manifests?.sources ?? [];
  warnOfVersions(context, manifests?.project ?? targetOfPlan(plan), { sources, folder });
  const refusals = objectionsTo(plan, beside, context);
  const checksum = context.options.text('checksum') ?? undefined;
  const consents = consentsOf(plan, { beside, checksum });
  if (refusals.length > 0)
    return refusePlan(plan, { refusals, consents, watch, isSaved: true }, context);
  if (plan.changes.length === 0) return showNoChanges(plan, context);
  const { credentials, versionSources } = ofProject;
  const target: Target = {
    ...targetOfPlan(plan),
    ...(versionSources ? { versionSources } : {}),
    ...(credentials === undefined ? {} : { credentials }),
  };
  return withWriter(context, target, folder, watch, async (run) => {
    const snapshot = await run.remote.readSnapshot();
    if (manifests) warnOfEnded(context, manifests, snapshot);
    const task = {
      plan,
      snapshot,
      manifests,
      beside,
      isSaved: true,
      wasShown: false,
      folder,
      watch,
    };
    return applyApproved({ ...run, ...task }, context);
  });
}

/** A remote that can write, with its progress and its stop on interrupt. */
function withWriter(
  context: CommandContext,
  target: Target,
  folder: string,
  watch: RunWatch,
  use: (run: Pick<ApplyRun, 'remote' | 'stop' | 'onBegin'>) => Promise<ExitCode>,
): Promise<ExitCode> {
  const stop = new AbortController();
  const tools = { stop, onEvent: watch.onEvent, tellsWaits: true };
  let hasBegun = false;
  const onBegin = () => {
    hasBegun = true;
  };
  return connectWriter(context, target, folder, tools, async (remote) => {
    try {
      return await use({ remote, stop, onBegin });
    } catch (error) {
      throw hasBegun ? error : withNothingChanged(error);
    }
  });
}

/** Why the plan may not be carried out, even with approval. */
function objectionsTo(
  plan: PlanDocument,
  beside: Beside | null,
  { options }: CommandContext,
): readonly Refusal[] {
  const checksum = options.text('checksum');
  return findObjections(plan, {
    ...(checksum === null ? {} : { checksum }),
    ...(beside ? { beside } : {}),
    trustPlanFile: options.flag('trust-plan-file'),
  });
}
