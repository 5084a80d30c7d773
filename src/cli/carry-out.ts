/** The part of apply that writes. */
import { applyPlan } from '../apply/apply-plan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { AccountWriter } from '../remote/create-remote.ts';
import type { PlanDocument } from '../schema/generated/plan.ts';
import { systemClock } from '../system-clock.ts';
import type { CommandContext } from './command-context.ts';
import type { Manifests } from './declared-list.ts';
import type { ExitCode } from './exit-codes.ts';
import { createContactLists } from './fill-lists.ts';
import { membersContext } from './members-context.ts';
import { refusePlan } from './refuse-plan.ts';
import { showReport } from './show-report.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';
import type { RunWatch } from './watch-run.ts';

/** Write requests in flight unless --parallelism says otherwise. */
const defaultParallelism = 4;

export interface Errand {
  readonly plan: PlanDocument;
  readonly snapshot: Snapshot;
  readonly remote: AccountWriter;
  /** Where the members of lists come from; null where the plan fills none. */
  readonly manifests: Manifests | null;
  /** The project folder, absolute. */
  readonly folder: string;
  /** Aborted by the first interrupt: what is in flight is finished, nothing else is begun. */
  readonly stop: AbortController;
  readonly watch: RunWatch;
}

export async function carryOut(errand: Errand, context: CommandContext): Promise<ExitCode> {
  const { plan, snapshot, remote, stop, watch, manifests, folder } = errand;
  const { options, terminal } = context;
  const release = stopOnInterrupt(stop, terminal.writeWarning);
  watch.begin(plan);
  try {
    const result = await applyPlan({
      plan,
      snapshot,
      remote,
      clock: systemClock,
      parallelism: options.number('parallelism') ?? defaultParallelism,
      signal: stop.signal,
      onProgress: watch.onProgress,
      lists: createContactLists({
        ...{ snapshot, manifests },
        surroundings: membersContext(context, plan.project, folder),
        remote: remote.members,
        signal: stop.signal,
        onChunk: watch.onChunk,
      }),
    });
    watch.finish(result);
    if (result.state === 'applied') return await showReport(result.report, plan, context);
    const refusals = result.changes.map(({ address, reason, updatedAt }) => ({
      code: 'plan-stale',
      address,
      text: `${reason}${updatedAt === null ? '' : ` (changed at ${updatedAt})`}`,
      fix: 'plan again: what is remote is no longer what this plan was made from',
    }));
    return await refusePlan(plan, { refusals }, context);
  } finally {
    release();
  }
}
