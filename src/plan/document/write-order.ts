/** What the operations of a plan say of its order: what each change waits for, its steps, and the requests. */
import { nameOf } from '../../model/entity.ts';
import { groupPairs } from '../../model/group-by.ts';
import type { ChangeStep, PlannedChange, PlannedRequest } from '../../schema/generated/plan.ts';
import { changeKey } from '../change/change-key.ts';
import type { Operation } from '../order/operation.ts';
import { scheduleOperations } from '../order/schedule-operations.ts';

/** The changes that each change waits for; both by their keys. */
export type Dependencies = ReadonlyMap<string, ReadonlySet<string>>;

export function findDependencies(operations: readonly Operation[]): Dependencies {
  const changeOf = new Map(operations.map(({ key, of }) => [key, of]));
  const dependencies = new Map<string, Set<string>>();
  for (const { of, needs } of operations) {
    const others = dependencies.get(of) ?? new Set();
    for (const need of needs) {
      const other = changeOf.get(need);
      if (other !== undefined && other !== of) others.add(other);
    }
    dependencies.set(of, others);
  }
  return dependencies;
}

/**
 * The changes with what each waits for, which plans name by its address. Where a change waits for another
 * one of its own address, such as a create for the deletion of its namesake, it waits for what that needs.
 */
export function addDependencies(
  changes: readonly PlannedChange[],
  operations: readonly Operation[],
): PlannedChange[] {
  const dependencies = findDependencies(operations);
  const addressOf = new Map(operations.map(({ of, address }) => [of, address]));
  return changes.map((change) => {
    const addresses = new Set<string>();
    const keys = new Set([changeKey(change)]);
    for (const key of keys) {
      for (const needed of dependencies.get(key) ?? []) {
        const address = addressOf.get(needed);
        if (address === change.address) keys.add(needed);
        else if (address !== undefined) addresses.add(address);
      }
    }
    return { ...change, dependsOn: [...addresses].sort() };
  });
}

/** The steps of each replacement, in the order in which they are sent. */
export function addSteps(
  changes: readonly PlannedChange[],
  operations: readonly Operation[],
): PlannedChange[] {
  const replaced = new Set(
    changes.flatMap((change) => (change.action === 'replace' ? [changeKey(change)] : [])),
  );
  if (replaced.size === 0) return [...changes];
  const inOrder = scheduleOperations(operations).flatMap((batch) => batch.operations);
  const stepsOf = indexSteps(inOrder, replaced);
  return changes.map((change) => {
    if (change.action !== 'replace') return change;
    const steps = stepsOf(changeKey(change));
    return { ...change, steps: steps.map((operation) => writeStep(operation, change)) };
  });
}

/** @returns the operations of a replacement: its own, and those that move others to what is new */
function indexSteps(
  inOrder: readonly Operation[],
  replaced: ReadonlySet<string>,
): (key: string) => readonly Operation[] {
  const own = groupPairs(inOrder.map(({ of }, position) => [of, position]));
  const repoints = groupPairs(
    inOrder.flatMap(({ of, role, makers }, position) =>
      role !== 'main' || replaced.has(of)
        ? []
        : [...new Set(makers.values())].map((maker) => [maker, position] as const),
    ),
  );
  return (key) =>
    [...(own.get(key) ?? []), ...(repoints.get(key) ?? [])]
      .sort((a, b) => a - b)
      .flatMap((position) => inOrder[position] ?? []);
}

function writeStep({ address, verb, role }: Operation, change: PlannedChange): ChangeStep {
  const texts = {
    main:
      address === change.address
        ? 'create the new one, under a temporary name'
        : verb === 'create'
          ? `create "${nameOf(address)}", which uses it`
          : `change "${nameOf(address)}" to use it`,
    'step-aside': 'rename it temporarily',
    retire: 'delete the old one',
    rename: 'rename the new one to its final name',
  };
  return { verb, address, text: verb === 'fill' ? 'upload its members' : texts[role] };
}

/** What is sent, request by request. */
export function writeRequests(operations: readonly Operation[]): PlannedRequest[] {
  const requests = scheduleOperations(operations).flatMap(({ verb, ...batch }) =>
    verb === 'fill' ? [] : [{ ...batch, verb }],
  );
  // Steps in which lists are filled and nothing else is sent are not counted.
  const steps = [...new Set(requests.map(({ step }) => step))];
  return requests.map(({ step, kind, verb, operations: items }) => ({
    step: steps.indexOf(step) + 1,
    kind,
    verb,
    addresses: items.map(({ address }) => address),
  }));
}
