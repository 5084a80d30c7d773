/** Holds what a run says against what is really there. */
import type { ApplyReport } from '../../src/apply/apply-report.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { assessChanges } from '../../src/plan/assess-changes.ts';
import { indexSnapshot } from '../../src/plan/index-snapshot.ts';
import { platformNamed } from '../../src/platforms/platform-named.ts';
import type { PlanDocument } from '../../src/schema/generated/plan.ts';
import type { ChaosWorld } from './sample-worlds.ts';

export interface Lies {
  /** Reported done, and not there. */
  readonly lost: readonly string[];
  /** Reported failed, and there as planned. */
  readonly false: readonly string[];
}

export function findLies(
  plan: PlanDocument,
  { results }: ApplyReport,
  truth: Snapshot,
  { project }: ChaosWorld,
): Lies {
  const index = indexSnapshot(platformNamed(project.platform), project.scopeId, truth);
  const standings = assessChanges([...plan.changes, ...plan.moves], index);
  const lost: string[] = [];
  const untrue: string[] = [];
  // Results stand in the order of the changes; failed moves follow, and are not looked at.
  plan.changes.forEach((change, position) => {
    const result = results[position];
    const state = standings[position]?.state;
    const text = `${change.address} ${change.action}: ${JSON.stringify(result)}, really ${JSON.stringify(standings[position])}`;
    if (result?.outcome === 'done' && state !== 'done') lost.push(text);
    if (result?.outcome === 'failed' && state === 'done') untrue.push(text);
  });
  return { lost, false: untrue };
}
