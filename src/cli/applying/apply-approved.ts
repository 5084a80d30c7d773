/** The part of apply that writes: carries out a plan that was approved, and shows what became of it. */
import type { Snapshot } from '../../model/remote/snapshot.ts';
import { apply, type ReportNow } from '../../reconciler/apply.ts';
import { type Comparison, compare } from '../../reconciler/compare.ts';
import { type Beside, consentsOf } from '../../reconciler/find-objections.ts';
import {
  checkPlannedSyncs,
  findPlannedLists,
} from '../../reconciler/members/check-planned-syncs.ts';
import { createContactLists } from '../../reconciler/members/create-contact-lists.ts';
import type { AccountWriter } from '../../remote/create-remote.ts';
import type { PlanDocument, Refusal } from '../../schema/generated/plan.ts';
import { checkDeclaredSources } from '../members/check-declared-sources.ts';
import { membersContext } from '../members/members-context.ts';
import type { CommandContext } from '../process/command-context.ts';
import type { ExitCode } from '../process/exit-codes.ts';
import { LocatedError } from '../process/located-error.ts';
import { stopOnInterrupt } from '../process/stop-on-interrupt.ts';
import type { RunWatch } from '../progress/watch-run.ts';
import type { LoadedDeclarations } from '../project/load-declarations.ts';
import { refusePlan } from './refuse-plan.ts';
import { showReport, showStopped } from './show-report.ts';

export interface ApplyRun {
  readonly plan: PlanDocument;
  readonly snapshot: Snapshot;
  readonly remote: AccountWriter;
  /** Where the members of lists come from; null where the plan syncs no list. */
  readonly manifests: LoadedDeclarations | null;
  /** What a plan from a file is checked against; null for a plan made just now, or a trusted one. */
  readonly beside: Beside | null;
  /** The plan comes from a file, so the way its lists are synced may have changed since. */
  readonly isSaved: boolean;
  /** The plan was just shown, before it was approved. */
  readonly wasShown: boolean;
  /** The project folder, absolute. */
  readonly folder: string;
  /** Aborted by the first interrupt: requests in flight are finished, and nothing new begins. */
  readonly stop: AbortController;
  /** Called before the first change is sent. */
  readonly onBegin: () => void;
  readonly watch: RunWatch;
}

export async function applyApproved(run: ApplyRun, context: CommandContext): Promise<ExitCode> {
  const { plan, snapshot, remote, stop, watch, manifests, folder, isSaved, wasShown } = run;
  const { options, terminal } = context;
  const parallelism = options.number('parallelism');
  const checksum = options.text('checksum');
  const consents = consentsOf(plan, { beside: run.beside, checksum: checksum ?? undefined });
  let reportNow: ReportNow | null = null;
  const release = stopOnInterrupt(stop, context, () =>
    showStopped(plan, isSaved, context, reportNow),
  );
  watch.begin(plan);
  try {
    const result = await apply(plan, remote, {
      snapshot,
      ...(parallelism === null ? {} : { parallelism }),
      ...(checksum === null ? {} : { checksum }),
      ...(run.beside ? { beside: run.beside } : {}),
      trustPlanFile: options.flag('trust-plan-file'),
      signal: stop.signal,
      onProgress: watch.onProgress,
      onStart: (now) => {
        reportNow = now;
        run.onBegin();
      },
      lists: createContactLists({
        ...{ snapshot, manifests, consents },
        surroundings: membersContext(context, plan.project, folder, terminal.writeWarning),
        remote: remote.members,
        signal: stop.signal,
        onChunk: watch.onChunk,
      }),
      checkLists: (comparison) => checkLists(run, { comparison, consents }, context),
    });
    watch.finish(result);
    if (result.state === 'applied') {
      return await showReport(result.report, plan, isSaved, context);
    }
    if (result.state === 'refused') {
      return await refusePlan(
        plan,
        { refusals: result.refusals, consents, watch, isSaved, shown: wasShown },
        context,
      );
    }
    const refusals = result.changes.map(({ address, reason, updatedAt }) => ({
      code: 'plan-stale',
      address,
      text: `${reason}${updatedAt === null ? '' : ` (${describeInstant(updatedAt)})`}`,
      fix: 'Plan again. The remote entity has changed since this plan was made.',
    }));
    const details = { refusals, consents, watch, isSaved, shown: wasShown };
    return await refusePlan(plan, details, context);
  } finally {
    release();
  }
}

/** As people read it, where it is an instant: the API writes what it likes. */
function describeInstant(updatedAt: string): string {
  const date = new Date(updatedAt);
  if (Number.isNaN(date.getTime())) return `changed at ${updatedAt}`;
  const [day = '', time = ''] = date.toISOString().slice(0, 19).split('T');
  return `changed on ${day} at ${time} UTC`;
}

/** A plan that was made just now has looked at its lists already. */
async function checkLists(
  { plan, manifests, snapshot, remote, isSaved, folder }: ApplyRun,
  given: { readonly comparison: Comparison | null; readonly consents: readonly string[] },
  context: CommandContext,
): Promise<readonly Refusal[]> {
  if (!isSaved || manifests === null) return [];
  const compared = given.comparison
    ? { value: given.comparison, diagnostics: [] }
    : compare(manifests, snapshot);
  const { value: comparison } = compared;
  if (comparison === null) throw new LocatedError(compared.diagnostics, manifests);
  const lists = findPlannedLists(plan, manifests);
  const declarations = [...lists.planned.keys()];
  const { findings } = await checkDeclaredSources({ ...manifests, declarations, findings: [] });
  if (findings.length > 0) throw new LocatedError(findings, manifests);
  const surroundings = membersContext(context, manifests.project, folder);
  const checked = await checkPlannedSyncs(plan, lists, {
    ...{ ...given, manifests, snapshot, comparison, surroundings },
    reader: remote,
  });
  if (checked.diagnostics.length > 0) throw new LocatedError(checked.diagnostics, manifests);
  return checked.value;
}
