/** Plans of several sizes whose writes always fail, against what `--timeout` allows. */
import { applyPlan } from '../../../src/apply/apply-plan.ts';
import type { ApplyReport } from '../../../src/apply/apply-report.ts';
import type { Clock } from '../../../src/model/remote/remote.ts';
import { createRemote } from '../../../src/remote/create-remote.ts';
import type { RemoteOptions } from '../../../src/remote/remote-options.ts';
import { aProject, aSegment, aSnapshot } from '../../support/a-world.ts';
import { planFor } from '../run-world.ts';
import type { ChaosWorld } from '../sample-worlds.ts';

export interface TimeoutRun {
  readonly changes: number;
  readonly milliseconds: number;
  readonly summary: ApplyReport['summary'];
}

export function worldOfCreates(count: number): ChaosWorld {
  const declarations = Array.from({ length: count }, (_, n) => aSegment(`S${n}`));
  return { project: aProject(), declarations, snapshot: aSnapshot() };
}

/** @param connect gives the options of a client; its writes are made to fail. */
export async function runWithTimeout(
  changes: number,
  clock: Clock,
  connect: (world: ChaosWorld) => RemoteOptions,
  parallelism = 4,
): Promise<TimeoutRun> {
  const world = worldOfCreates(changes);
  const writer = createRemote(connect(world));
  const snapshot = await writer.readSnapshot();
  const plan = planFor(world, snapshot);
  const startedAt = clock.now();
  const result = await applyPlan({ plan, snapshot, remote: writer, clock, parallelism });
  if (result.state !== 'applied') throw new Error(result.state);
  const { summary } = result.report;
  return { changes, milliseconds: clock.now() - startedAt, summary };
}
