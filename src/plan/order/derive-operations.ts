/**
 * From planned changes to operations with their order. It works on the plan as written down, so that
 * a saved plan is carried out, or taken up again, by the very same rules. Out come operations, each with
 * those that it waits for; it knows no declarations, and not why something changes.
 */
import { invariant } from '../../diagnostics/diagnostic.ts';
import type { PlannedChange } from '../../schema/generated/plan.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { stepAsideName } from '../match/temporary-name.ts';
import { expandChange, fillings, type OperationNode, operationKey } from './expand-change.ts';
import { findCircle } from './find-circle.ts';
import { findMakers, type MakerOf } from './find-makers.ts';
import type { Operation } from './operation.ts';

/**
 * @param repoints the updates that only point audiences at what a replacement creates.
 * @param unsynced changes that are done but for the members of their lists, with the lists' IDs.
 * @param makerOf of the whole plan, where only a part of it is left to do.
 */
export function deriveOperations(
  changes: readonly PlannedChange[],
  repoints: readonly PlannedChange[],
  index: RemoteIndex,
  unsynced: ReadonlyMap<PlannedChange, string | null> = new Map(),
  makerOf: MakerOf = findMakers(changes, index.platform),
): readonly Operation[] {
  let nodes = [
    ...[...changes, ...repoints].flatMap((change) => expandChange(change, index, makerOf)),
    ...[...unsynced].flatMap(([change, id]) => fillings(change, id, [])),
  ];
  for (;;) {
    const needs = findNeeds(nodes, index);
    const circle = findCircle(
      nodes.map(({ key }) => key),
      (key) => [...(needs.get(key)?.keys() ?? [])],
    );
    if (circle === null) {
      return nodes.map(({ frees: _1, creates: _2, fillsNew: _3, after: _4, ...operation }) => ({
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

/** Who frees a name, who creates a segment, who changes, deletes or fills an entity. */
interface Providers {
  readonly freeing: ReadonlyMap<string, OperationNode>;
  /** By the change that creates. */
  readonly creating: ReadonlyMap<string, OperationNode>;
  readonly acting: ReadonlyMap<string, OperationNode>;
  /** Who fills a list: a new one by the change that makes it, another one by its ID. */
  readonly filling: ReadonlyMap<string, OperationNode>;
}

function findProviders(nodes: readonly OperationNode[]): Providers {
  const providers = {
    freeing: new Map<string, OperationNode>(),
    creating: new Map<string, OperationNode>(),
    acting: new Map<string, OperationNode>(),
    filling: findFilling(nodes),
  };
  for (const node of nodes) {
    if (node.creates) providers.creating.set(node.of, node);
    if (node.frees !== null) providers.freeing.set(`${node.kind}/${node.frees}`, node);
    if (node.id !== null && isActing(node)) {
      providers.acting.set(`${node.kind}/${node.id}`, node);
    }
  }
  return providers;
}

/** What is done to the entity itself, and ends its need of what it refers to. */
function isActing({ role, verb }: OperationNode): boolean {
  return verb !== 'fill' && (role === 'main' || role === 'retire');
}

function findFilling(nodes: readonly OperationNode[]): ReadonlyMap<string, OperationNode> {
  const filling = new Map<string, OperationNode>();
  for (const node of nodes.filter(({ verb }) => verb === 'fill')) {
    if (node.fillsNew) filling.set(node.of, node);
    if (node.id !== null) filling.set(node.id, node);
  }
  return filling;
}

function needsOf(
  node: OperationNode,
  { freeing, creating, acting, filling }: Providers,
  index: RemoteIndex,
) {
  const needs = new Map<string, 'name' | 'reference' | 'step'>();
  const wait = (other: OperationNode | undefined, why: 'name' | 'reference') => {
    if (other && other.key !== node.key) needs.set(other.key, why);
  };
  if (node.name !== null) wait(freeing.get(`${node.kind}/${node.name}`), 'name');
  for (const [name, id] of Object.entries(node.segmentIds)) {
    const maker = id === null ? node.makers.get(name) : undefined;
    if (maker !== undefined) wait(creating.get(maker), 'reference');
    wait(filling.get(id ?? maker ?? ''), 'reference');
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
  const stepAside: OperationNode = {
    ...holder,
    key: operationKey(holder, 'step-aside'),
    role: 'step-aside',
    verb: 'update',
    name: stepAsideName(holder.address, holder.id),
    attributes: {},
    paths: [],
    segmentIds: {},
    makers: new Map(),
    retiredName: null,
    creates: false,
    fillsNew: false,
    after: [],
  };
  const freed = { ...holder, frees: null, after: [...holder.after, stepAside.key] };
  return [...nodes.map((node) => (node.key === holder.key ? freed : node)), stepAside];
}
