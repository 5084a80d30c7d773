/** What a plan touches, as a graph: segments lead to the audiences and lookalikes that use them. */
import type { Algebra } from '../model/algebra.ts';
import { valueAt } from '../model/json.ts';
import type { PlanDocument, PlannedChange } from '../schema/generated/plan.ts';
import { afterOf, beforeOf, readAddress } from './change-attributes.ts';
import { countOf } from './count-of.ts';
import { algebraOf, nameInKey } from './describe-algebra-change.ts';
import { adSetsOf } from './describe-live-use.ts';
import type { Graph, GraphEdge, GraphNode } from './render-mermaid.ts';

const stateWords: Readonly<Record<GraphNode['state'], string>> = {
  create: 'new',
  update: '',
  replace: 'replaced',
  delete: 'deleted',
  affected: '',
  unchanged: '',
};

/** Untouched segments are left out: they say nothing about the change. */
export function touchedGraph(plan: PlanDocument): Graph {
  const nodes = new Map<string, GraphNode>();
  for (const change of plan.changes) nodes.set(change.address, nodeOf(change, change.action));
  for (const move of plan.moves) nodes.set(move.address, nodeOf(move, 'affected'));
  for (const { address, adSetIds = [] } of plan.affected) {
    if (nodes.has(address)) continue;
    const { name, kind } = readAddress(address);
    nodes.set(address, {
      address,
      label: name,
      note: noteFor(adSetIds.length, 'affected'),
      state: 'affected',
      kind,
    });
  }
  const edges = [...plan.changes, ...plan.moves].flatMap(edgesInto);
  const drawn = new Set(edges.map(({ to }) => to));
  const through = plan.affected
    .filter(({ address }) => !drawn.has(address))
    .flatMap(({ address, via }) => via.map((from) => ({ from, to: address, isNegated: false })));
  return {
    nodes: [...nodes.values()],
    edges: [...edges, ...through].filter(({ from, to }) => nodes.has(from) && nodes.has(to)),
  };
}

function nodeOf(change: PlannedChange, state: GraphNode['state']): GraphNode {
  const { kind, name } = readAddress(change.address);
  const adSets = kind === 'audience' ? adSetsOf(change).length : 0;
  const note = noteFor(adSets, stateWords[state]);
  return { address: change.address, label: name, note, state, kind };
}

/** Where it is live, else what becomes of it. */
function noteFor(adSets: number, word: string): string {
  return adSets > 0 ? countOf(adSets, 'ad set') : word;
}

/** References of the entity as it will be; as it was, when it goes. */
function edgesInto(change: PlannedChange): readonly GraphEdge[] {
  const attributes = afterOf(change) ?? beforeOf(change);
  const to = change.address;
  const algebra = algebraOf(attributes);
  const edges = algebra ? leavesOf(algebra, false) : [];
  const seed = attributes && valueAt(attributes, 'lookalike.seedSegment');
  const seeds = typeof seed === 'string' ? [{ name: seed, isNegated: false }] : [];
  const unique = new Map(
    [...edges, ...seeds].map(({ name, isNegated }) => [
      `${isNegated} ${name}`,
      { from: `segment/${name}`, to, isNegated },
    ]),
  );
  return [...unique.values()];
}

function leavesOf(
  algebra: Algebra<string>,
  isNegated: boolean,
): readonly { readonly name: string; readonly isNegated: boolean }[] {
  if ('segment' in algebra) {
    const name = nameInKey(algebra.segment);
    return name === null ? [] : [{ name, isNegated }];
  }
  if ('not' in algebra) return leavesOf(algebra.not, !isNegated);
  const children = 'and' in algebra ? algebra.and : algebra.or;
  return children.flatMap((child) => leavesOf(child, isNegated));
}
