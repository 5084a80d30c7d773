/**
 * From planned changes to operations with their order. It works on the plan as written down, so that
 * a saved plan is carried out, or taken up again, by the very same rules.
 */
import { invariant } from '../diagnostics/diagnostic.ts';
import { addressOf } from '../model/entity.ts';
import type { PlannedChange } from '../schema/generated/plan.ts';
import { expandChange, type OperationNode, operationKey } from './expand-change.ts';
import { findCircle } from './find-circle.ts';
import type { RemoteIndex } from './index-snapshot.ts';
import type { Operation } from './operation.ts';
import { movingName } from './temporary-name.ts';

/** @param moves the updates that only move references to what a replacement creates. */
export function deriveOperations(
  changes: readonly PlannedChange[],
  moves: readonly PlannedChange[],
  index: RemoteIndex,
): readonly Operation[] {
  let nodes = [...changes, ...moves].flatMap((change) => expandChange(change, index));
  for (;;) {
    const needs = findNeeds(nodes, index);
    const circle = findCircle(
      nodes.map(({ key }) => key),
      (key) => [...(needs.get(key)?.keys() ?? [])],
    );
    if (circle === null) {
      return nodes.map(({ frees: _frees, creates: _creates, after: _after, ...operation }) => ({
        ...operation,
        needs: [...(needs.get(operation.key)?.keys() ?? [])].sort(),
      }));
    }
    nodes = breakCircle(nodes, circle, needs);
  }
}

/** What each operation waits for, and whether it waits for a name alone. */
type Needs = ReadonlyMap<string, ReadonlyMap<string, 'name' | 'reference' | 'step'>>;

function findNeeds(nodes: readonly OperationNode[], index: RemoteIndex): Needs {
  const graph = findProviders(nodes);
  return new Map(nodes.map((node) => [node.key, needsOf(node, graph, index)]));
}

/** Who frees a name, who creates a segment, who changes or deletes an entity. */
interface Providers {
  readonly freeing: ReadonlyMap<string, OperationNode>;
  readonly creating: ReadonlyMap<string, OperationNode>;
  readonly acting: ReadonlyMap<string, OperationNode>;
}

function findProviders(nodes: readonly OperationNode[]): Providers {
  const providers = {
    freeing: new Map<string, OperationNode>(),
    creating: new Map<string, OperationNode>(),
    acting: new Map<string, OperationNode>(),
  };
  for (const node of nodes) {
    if (node.creates !== null) providers.creating.set(node.creates, node);
    if (node.frees !== null) providers.freeing.set(`${node.kind}/${node.frees}`, node);
    if (node.id !== null && (node.role === 'main' || node.role === 'retire')) {
      providers.acting.set(`${node.kind}/${node.id}`, node);
    }
  }
  return providers;
}

function needsOf(
  node: OperationNode,
  { freeing, creating, acting }: Providers,
  index: RemoteIndex,
) {
  const needs = new Map<string, 'name' | 'reference' | 'step'>();
  const wait = (other: OperationNode | undefined, why: 'name' | 'reference') => {
    if (other && other.key !== node.key) needs.set(other.key, why);
  };
  if (node.name !== null) wait(freeing.get(`${node.kind}/${node.name}`), 'name');
  for (const [name, id] of Object.entries(node.segmentIds)) {
    if (id === null) wait(creating.get(addressOf('segment', name)), 'reference');
  }
  for (const user of usersOfDeleted(node, index)) wait(acting.get(user), 'reference');
  for (const key of node.after) needs.set(key, 'step');
  return needs;
}

/** A delete waits until nothing refers to it. */
function usersOfDeleted(node: OperationNode, index: RemoteIndex): readonly string[] {
  if (node.verb !== 'delete' || node.kind !== 'segment' || node.id === null) return [];
  return index.usersOf(node.id).map((user) => `${user.kind}/${user.id}`);
}

/** One of the entities whose name is waited for gives it up ahead of time, for a temporary one. */
function breakCircle(
  nodes: readonly OperationNode[],
  circle: readonly string[],
  needs: Needs,
): OperationNode[] {
  const awaited = circle.filter((key, position) => {
    const before = circle[(position + circle.length - 1) % circle.length] ?? key;
    return needs.get(before)?.get(key) === 'name';
  });
  const [first] = [...awaited].sort();
  const holder = nodes.find(({ key }) => key === first);
  invariant(holder?.id, `a circle without a name in it: ${circle.join(', ')}`);
  const moving: OperationNode = {
    ...holder,
    key: operationKey(holder, 'moving'),
    role: 'moving',
    verb: 'update',
    name: movingName(holder.address, holder.id),
    attributes: {},
    paths: [],
    segmentIds: {},
    retiredName: null,
    creates: null,
    after: [],
  };
  const freed = { ...holder, frees: null, after: [...holder.after, moving.key] };
  return [...nodes.map((node) => (node.key === holder.key ? freed : node)), moving];
}
