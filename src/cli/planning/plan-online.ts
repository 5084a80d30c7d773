import type { Snapshot } from '../../model/remote/snapshot.ts';
import type { AccountReader } from '../../remote/create-remote-reader.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import { connectReader } from '../connection/connect-remote.ts';
import type { CommandContext } from '../process/command-context.ts';
import { type LoadedDeclarations, refuseErrors } from '../project/load-declarations.ts';
import { makePlan } from './make-plan.ts';
import { readPlanOptions } from './read-plan-options.ts';

/** A plan with what it was made from, while the connection lasts. */
export interface PlannedOnline {
  readonly plan: PlanDocument;
  readonly snapshot: Snapshot;
  readonly remote: AccountReader;
}

/** Plans against what is remote now. Nothing is connected to while the manifests hold errors. */
export async function planOnline<Result>(
  context: CommandContext,
  manifests: LoadedDeclarations,
  use: (planned: PlannedOnline) => Promise<Result>,
): Promise<Result> {
  refuseErrors(manifests);
  const { project, folder } = manifests;
  const options = await readPlanOptions(context, manifests);
  return connectReader(context, project, folder, async (remote) => {
    const snapshot = await remote.readSnapshot();
    const task = { manifests, snapshot, options, reader: remote, mustKnow: false };
    const plan = await makePlan(context, task);
    return use({ plan, snapshot, remote });
  });
}
