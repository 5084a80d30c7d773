/** The part of apply that writes: carries out a plan that was approved, and shows what became of it. */
import type { ReportNow } from '../../apply/apply-plan.ts';
import type { Snapshot } from '../../model/remote/snapshot.ts';
import type { Comparison } from '../../plan/compare/compare-with-remote.ts';
import { apply, type Beside, compare, provenConsents } from '../../reconciler.ts';
import type { AccountWriter } from '../../remote/create-remote.ts';
import type { PlanDocument, Refusal } from '../../schema/generated/plan.ts';
import { membersContext } from '../members/members-context.ts';
import type { CommandContext } from '../process/command-context.ts';
import type { ExitCode } from '../process/exit-codes.ts';
import { LocatedError } from '../process/located-error.ts';
import { stopOnInterrupt } from '../process/stop-on-interrupt.ts';
import type { RunWatch } from '../progress/watch-run.ts';
import type { LoadedDeclarations } from '../project/load-declarations.ts';
import { checkPlannedSyncs } from './check-planned-syncs.ts';
import { createContactLists } from './create-contact-lists.ts';
import { refusePlan } from './refuse-plan.ts';
import { showReport, showStopped } from './show-report.ts';

export interface Errand {
  readonly plan: PlanDocument;
  readonly snapshot: Snapshot;
  readonly remote: AccountWriter;
  /** Where the members of lists come from; null where the plan fills none. */
  readonly manifests: LoadedDeclarations | null;
  /** What a plan from a file is held against; null for one that was made just now, or is trusted. */
  readonly beside: Beside | null;
  /** The plan comes from a file: how its lists are filled may have changed since. */
  readonly isSaved: boolean;
  /** The plan was just shown, before it was approved. */
  readonly wasShown: boolean;
  /** The project folder, absolute. */
  readonly folder: string;
  /** Aborted by the first interrupt: what is in flight is finished, nothing else is begun. */
  readonly stop: AbortController;
  readonly watch: RunWatch;
}

export async function applyApproved(errand: Errand, context: CommandContext): Promise<ExitCode> {
  const { plan, snapshot, remote, stop, watch, manifests, folder, isSaved, wasShown } = errand;
  const { options, terminal } = context;
  const parallelism = options.number('parallelism');
  const checksum = options.text('checksum');
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
      ...(errand.beside ? { beside: errand.beside } : {}),
      trustPlanFile: options.flag('trust-plan-file'),
      signal: stop.signal,
      onProgress: watch.onProgress,
      onStart: (now) => {
        reportNow = now;
      },
      lists: createContactLists({
        ...{ snapshot, manifests, consents: consentsOf(errand, context) },
        surroundings: membersContext(context, plan.project, folder, terminal.writeWarning),
        remote: remote.members,
        signal: stop.signal,
        onChunk: watch.onChunk,
      }),
      checkLists: (comparison) => checkLists(errand, comparison, context),
    });
    watch.finish(result);
    if (result.state === 'applied') {
      return await showReport(result.report, plan, isSaved, context);
    }
    const consents = consentsOf(errand, context);
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
    const told = { refusals, consents, watch, isSaved, shown: wasShown };
    return await refusePlan(plan, told, context);
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
  errand: Errand,
  beside: Comparison | null,
  context: CommandContext,
): Promise<readonly Refusal[]> {
  const { plan, manifests, snapshot, remote, isSaved } = errand;
  if (!isSaved || manifests === null) return [];
  const consents = consentsOf(errand, context);
  const { value, diagnostics } = beside
    ? { value: beside, diagnostics: [] }
    : compare(manifests, snapshot);
  if (value === null) throw new LocatedError(diagnostics, manifests);
  const compared = { manifests, snapshot, comparison: value };
  return checkPlannedSyncs(context, plan, compared, remote, consents);
}

/** Those of the plan that count; a file that is held against its manifests does not consent for itself. */
export function consentsOf(
  { plan, beside }: Pick<Errand, 'plan' | 'beside'>,
  { options }: Pick<CommandContext, 'options'>,
): readonly string[] {
  if (beside === null) return plan.consents;
  const checksum = options.text('checksum') ?? undefined;
  return provenConsents(plan, { checksum, consents: beside.consents ?? [] });
}
