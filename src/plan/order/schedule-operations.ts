/**
 * Puts operations into bulk requests in as few requests as their order allows. There are no phases:
 * a group of one verb and one kind goes when waiting could not make it larger.
 */
import { compareText, invariant } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../model/entity.ts';
import { groupPairs } from '../../model/group-by.ts';
import { maxBatchItems } from '../../platforms/platform.ts';
import type { Operation, OperationVerb } from './operation.ts';

/** One bulk request, or up to ten lists to fill. Batches of one step wait for nothing of each other. */
export interface Batch {
  readonly step: number;
  readonly kind: Kind;
  readonly verb: OperationVerb;
  readonly operations: readonly Operation[];
}

/** Which group goes first when all that are ready wait on each other. */
const groupOrder = [
  'segment create',
  'segment update',
  'segment fill',
  'audience create',
  'audience update',
  'audience delete',
  'segment delete',
];

export function scheduleOperations(operations: readonly Operation[]): readonly Batch[] {
  const dependants = findDependants(operations);
  const done = new Set<string>();
  const batches: Batch[] = [];
  for (let step = 1; done.size < operations.length; step += 1) {
    const ready = operations.filter(
      ({ key, needs }) => !done.has(key) && needs.every((need) => done.has(need)),
    );
    invariant(ready.length > 0, 'operations wait for each other in a circle');
    const groups = groupReady(ready);
    const complete = groups.filter(([group]) => !canGrow(group, ready, dependants, done));
    for (const [, together] of complete.length > 0 ? complete : groups.slice(0, 1)) {
      batches.push(...cutIntoBatches(step, together));
      for (const { key } of together) done.add(key);
    }
  }
  return batches;
}

type Dependants = ReadonlyMap<string, readonly Operation[]>;

function findDependants(operations: readonly Operation[]): Dependants {
  return groupPairs(
    operations.flatMap((operation) => [...operation.needs].map((need) => [need, operation])),
  );
}

function groupOf({ kind, verb }: Operation): string {
  return `${kind} ${verb}`;
}

function groupReady(
  ready: readonly Operation[],
): readonly (readonly [string, readonly Operation[]])[] {
  return groupOrder.flatMap((group) => {
    const together = ready.filter((operation) => groupOf(operation) === group);
    return together.length > 0 ? [[group, together] as const] : [];
  });
}

/** Whether carrying out everything else first would make further operations of the group ready. */
function canGrow(
  group: string,
  ready: readonly Operation[],
  dependants: Dependants,
  done: ReadonlySet<string>,
): boolean {
  const finished = new Set(done);
  const queue = ready.filter((operation) => groupOf(operation) !== group);
  for (let operation = queue.pop(); operation; operation = queue.pop()) {
    finished.add(operation.key);
    for (const waiting of dependants.get(operation.key) ?? []) {
      if (!waiting.needs.every((need) => finished.has(need))) continue;
      if (groupOf(waiting) === group) return true;
      queue.push(waiting);
    }
  }
  return false;
}

function cutIntoBatches(step: number, together: readonly Operation[]): readonly Batch[] {
  const [first] = together;
  if (!first) return [];
  const sorted = [...together].sort((a, b) => compareText(a.key, b.key));
  const batches: Batch[] = [];
  for (let start = 0; start < sorted.length; start += maxBatchItems) {
    const operations = sorted.slice(start, start + maxBatchItems);
    batches.push({ step, kind: first.kind, verb: first.verb, operations });
  }
  return batches;
}
