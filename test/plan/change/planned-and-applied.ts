/** Plans of accounts where something is left alone, and what comes of them. */
import { expect } from '@jest/globals';
import { applyPlan } from '../../../src/apply/apply-plan.ts';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { Project } from '../../../src/model/project.ts';
import type { RemoteRow, Snapshot } from '../../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { type PlanOptions, planChanges } from '../../../src/plan/plan-changes.ts';
import type { PlanDocument } from '../../../src/schema/generated/plan.ts';
import {
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryRemote, type MemoryRemote } from '../../support/memory-remote.ts';

interface Task {
  readonly declarations: readonly Declaration[];
  readonly options?: PlanOptions;
  readonly project?: Partial<Project>;
}

export function planned(
  { declarations, options = {}, project = {} }: Task,
  snapshot: Snapshot,
): PlanDocument {
  const { value, diagnostics } = planChanges({
    project: aProject(project),
    declarations,
    snapshot,
    version: '0',
    options,
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

/** Applies a plan that is not refused, and plans again: there must be nothing left to do. */
export async function applied(task: Task, snapshot: Snapshot): Promise<MemoryRemote> {
  const remote = createMemoryRemote(snapshot);
  const plan = planned(task, snapshot);
  expect(plan.refusals).toEqual([]);
  const result = await applyPlan({
    plan,
    snapshot,
    remote,
    clock: createFakeClock(),
    parallelism: 2,
  });
  if (result.state !== 'applied') throw new Error(JSON.stringify(result));
  expect(result.report.results.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  const second = planned(task, remote.snapshot());
  expect([second.changes, second.moves]).toEqual([[], []]);
  return remote;
}

export const leaf = (id: string): JsonObject => ({ audienceSegmentId: id });
export const rowOf = ({ segments, audiences }: Snapshot, name: string): RemoteRow | undefined =>
  [...segments, ...audiences].find(({ attributes }) => attributes['name'] === name);
export const algebraOf = (remote: MemoryRemote, name: string): unknown =>
  rowOf(remote.snapshot(), name)?.attributes['algebra'];
export const idOf = (remote: MemoryRemote, name: string): string =>
  rowOf(remote.snapshot(), name)?.id ?? '';

export const ignoring = (
  declaration: Declaration,
  ...ignoreChanges: readonly string[]
): Declaration => ({
  ...declaration,
  ignoreChanges,
});
export const replaced = (name: string, attributes: JsonObject = {}): Declaration => ({
  ...aSegment(name, { contactList: { identifierType: 'CustomerId' }, ...attributes }),
  allowReplace: true,
});
export const based = (declarations: readonly Declaration[]): PlanOptions => ({
  base: { declarations, label: 'base' },
});

/** Git says "A"; the UI says "A, without B". */
export const world: Snapshot = aSnapshot(
  [aSegmentRow('1', 'A'), aSegmentRow('2', 'B'), aSegmentRow('3', 'C')],
  [anAudienceRow('9', 'X', { and: [leaf('1'), { not: leaf('2') }] })],
);
export const lists: readonly Declaration[] = [aSegment('A'), aSegment('B'), aSegment('C')];
